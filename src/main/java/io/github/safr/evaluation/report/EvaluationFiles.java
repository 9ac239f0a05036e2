package io.github.safr.evaluation.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.safr.evaluation.ExplainerReport;
import io.github.safr.model.Removal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.internal.chartpart.Chart;

/** Writes an evaluation into a directory. */
public final class EvaluationFiles {

  private static final String HEADLESS = "java.awt.headless";

  private EvaluationFiles() {}

  /**
   * Writes {@code evaluation.json}, {@code summary.csv} (a row an explainer and removal) and {@code
   * examples.csv} (a row a text, explainer and removal; no text of documents).
   *
   * @param directory is made if need be; files of the same names are replaced
   */
  public static void writeFigures(EvaluationResult result, Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("evaluation.json"), EvaluationJson.text(result));
    try (Writer out = Files.newBufferedWriter(directory.resolve("summary.csv"), UTF_8)) {
      EvaluationTables.summary(result.faithfulness(), out);
    }
    try (Writer out = Files.newBufferedWriter(directory.resolve("examples.csv"), UTF_8)) {
      EvaluationTables.examples(result.faithfulness(), result.metrics().labels(), out);
    }
  }

  /**
   * Draws charts for each removal, named after it: {@code faithfulness-deletion.png}, {@code
   * deletion-curve-…}, {@code insertion-curve-…} and {@code cost-…}.
   *
   * @throws IOException if a file cannot be written, or this Java cannot draw
   */
  public static void writeCharts(EvaluationResult result, Path directory) throws IOException {
    if (System.getProperty(HEADLESS) == null) {
      // Before the first class of AWT is loaded: charts are drawn where there is no screen, too.
      System.setProperty(HEADLESS, "true");
    }
    try {
      for (Map.Entry<Removal, List<ExplainerReport>> entry :
          result.faithfulness().explainers().entrySet()) {
        draw(new EvaluationCharts(entry.getKey(), entry.getValue()), entry.getKey(), directory);
      }
    } catch (RuntimeException | LinkageError | InternalError e) {
      throw new IOException(
          "This Java cannot draw charts. Install fonts, or a Java that is not headless only.", e);
    }
  }

  private static void draw(EvaluationCharts charts, Removal removal, Path directory)
      throws IOException {
    Map<String, Chart<?, ?>> drawn =
        Map.of(
            "faithfulness", charts.faithfulness(),
            "deletion-curve", charts.deletion(),
            "insertion-curve", charts.insertion(),
            "cost", charts.cost());
    for (Map.Entry<String, Chart<?, ?>> chart : drawn.entrySet()) {
      Path file = directory.resolve(EvaluationCharts.fileName(chart.getKey(), removal));
      try (OutputStream out = Files.newOutputStream(file)) {
        BitmapEncoder.saveBitmap(chart.getValue(), out, BitmapFormat.PNG);
      }
    }
  }
}
