package io.github.safr.evaluation.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.safr.evaluation.ExplainerReport;
import io.github.safr.model.Removal;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.internal.chartpart.Chart;

/** Writes an evaluation into a directory. */
public final class EvaluationFiles {

  /** What goes into a file. */
  @FunctionalInterface
  private interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

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
    write(
        directory.resolve("evaluation.json"),
        out -> out.write(EvaluationJson.text(result).getBytes(UTF_8)));
    write(
        directory.resolve("summary.csv"),
        out -> {
          Writer text = new OutputStreamWriter(out, UTF_8);
          EvaluationTables.summary(result.faithfulness(), text);
          text.flush();
        });
    write(
        directory.resolve("examples.csv"),
        out -> {
          Writer text = new OutputStreamWriter(out, UTF_8);
          EvaluationTables.examples(result.faithfulness(), result.metrics().labels(), text);
          text.flush();
        });
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
      write(file, out -> BitmapEncoder.saveBitmap(chart.getValue(), out, BitmapFormat.PNG));
    }
  }

  /** The file is whole when it appears, even if all ends in the middle of this. */
  private static void write(Path file, Content content) throws IOException {
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
        content.writeTo(out);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
