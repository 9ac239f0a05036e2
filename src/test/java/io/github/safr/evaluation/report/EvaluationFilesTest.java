package io.github.safr.evaluation.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.safr.evaluation.ClassificationMetrics;
import io.github.safr.evaluation.EvaluationListener;
import io.github.safr.evaluation.EvaluationSettings;
import io.github.safr.evaluation.EvaluationText;
import io.github.safr.evaluation.FaithfulnessEvaluation;
import io.github.safr.evaluation.FaithfulnessReport;
import io.github.safr.evaluation.PairFaithfulness;
import io.github.safr.explain.ExplainedText;
import io.github.safr.explain.Explainer;
import io.github.safr.explain.PartialClassifier;
import io.github.safr.model.PartialText;
import io.github.safr.model.Removal;
import io.github.safr.model.TokenPair;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationFilesTest {

  private static final List<String> WORDS = List.of("secret", "word", "of", "a", "patient");

  @TempDir Path folder;

  /** The more tokens are left, the surer. */
  private static final Function<List<PartialText>, List<double[]>> MODEL =
      texts ->
          texts.stream()
              .map(text -> 0.5 + 0.05 * text.kept().cardinality())
              .map(share -> new double[] {share, 1 - share})
              .toList();

  private record Positional(String name) implements Explainer {

    @Override
    public boolean signed() {
      return true;
    }

    @Override
    public List<double[]> explain(List<ExplainedText> texts, PartialClassifier classifier) {
      return texts.stream()
          .map(text -> IntStream.range(0, text.size()).asDoubleStream().toArray())
          .toList();
    }
  }

  private static EvaluationResult result(List<Removal> removals, String... explainers) {
    List<EvaluationText> texts =
        List.of(new EvaluationText(4, WORDS, 0), new EvaluationText(9, WORDS, -1));
    EvaluationSettings settings =
        EvaluationSettings.defaults().withResamples(50).withRemovals(removals);
    List<Explainer> measured = new ArrayList<>();
    for (String name : explainers) {
      measured.add(new Positional(name));
    }
    FaithfulnessReport report =
        new FaithfulnessEvaluation(settings).run(texts, measured, MODEL, EvaluationListener.NONE);
    List<TokenPair> pairs = List.of(new TokenPair(0, 2, .5, .5, .25));
    return new EvaluationResult(
        "tiny",
        ClassificationMetrics.of(List.of("=bad, \"x\"", "good"), new int[] {0}, new int[] {0}),
        report,
        new PairFaithfulness(settings)
            .run(texts, t -> List.of(pairs, pairs), MODEL, EvaluationListener.NONE),
        Optional.empty(),
        Map.of("limeSamples", 7));
  }

  private static JsonObject json(EvaluationResult result) {
    return JsonParser.parseString(EvaluationJson.text(result)).getAsJsonObject();
  }

  @Test
  void deletionStandsAtTheTopAndReplacementBesideIt() {
    JsonObject json = json(result(List.of(Removal.values()), "safr", "other"));
    assertThat(json.get("accuracy").getAsDouble()).isEqualTo(1);
    assertThat(json.getAsJsonObject("settings").get("limeSamples").getAsInt()).isEqualTo(7);
    JsonObject safr = json.getAsJsonObject("explainers").getAsJsonObject("safr");
    for (JsonObject figures : List.of(safr, safr.getAsJsonObject("replacement"))) {
      assertThat(figures.keySet())
          .contains(
              "comprehensiveness",
              "sufficiency",
              "normalizedComprehensiveness",
              "normalizedSufficiency",
              "rocAuc",
              "averagePrecision",
              "millisPerExample",
              "questionsPerExample",
              "intervals",
              "deletionCurve",
              "insertionCurve");
      // A token of five at 1 to 20 %, three at 50 %.
      assertThat(figures.get("comprehensiveness").getAsDouble())
          .isCloseTo((4 * .05 + .15) / 5, within(1e-9));
      assertThat(figures.get("rocAuc").isJsonNull()).isTrue();
      assertThat(figures.getAsJsonArray("deletionCurve")).hasSize(21);
      assertThat(figures.has("difference")).isFalse();
    }
    JsonObject other = json.getAsJsonObject("explainers").getAsJsonObject("other");
    assertThat(other.getAsJsonObject("difference").get("reference").getAsString())
        .isEqualTo("safr");
    JsonObject pairs = json.getAsJsonObject("pairs");
    assertThat(pairs.get("pairs").getAsInt()).isEqualTo(2);
    assertThat(pairs.getAsJsonObject("replacement").getAsJsonObject("top").has("mean")).isTrue();
  }

  @Test
  void aRemovalThatWasNotMeasuredHasNoFigures() {
    JsonObject json = json(result(List.of(Removal.REPLACEMENT), "safr"));
    JsonObject safr = json.getAsJsonObject("explainers").getAsJsonObject("safr");
    assertThat(safr.keySet()).containsExactly("replacement");
    assertThat(json.getAsJsonObject("pairs").keySet()).containsExactly("replacement");
  }

  @Test
  void tablesHaveARowAnExplainerAndATextAndNoText() throws IOException {
    EvaluationFiles.writeFigures(
        result(List.of(Removal.values()), "safr", "other"), folder.resolve("new/dir"));
    List<CSVRecord> summary = read("summary.csv");
    assertThat(summary).hasSize(4);
    assertThat(summary.get(3).get("explainer")).isEqualTo("other");
    assertThat(summary.get(3).get("removal")).isEqualTo("replacement");
    assertThat(Double.parseDouble(summary.get(0).get("comprehensivenessLow"))).isPositive();
    assertThat(summary.get(0).get("rocAuc")).isEmpty();

    List<CSVRecord> examples = read("examples.csv");
    assertThat(examples).hasSize(8);
    assertThat(examples.get(1).get("index")).isEqualTo("9");
    assertThat(examples.get(0).get("label")).isEqualTo("=bad, \"x\"");
    assertThat(examples.get(1).get("label")).isEmpty();
    assertThat(examples.get(0).get("tokens")).isEqualTo("5");
    for (String file : List.of("examples.csv", "summary.csv", "evaluation.json")) {
      assertThat(Files.readString(folder.resolve("new/dir").resolve(file)))
          .doesNotContain("secret", "patient", "NaN");
    }
  }

  private List<CSVRecord> read(String file) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser =
        CSVParser.parse(folder.resolve("new/dir").resolve(file), UTF_8, format)) {
      return parser.getRecords();
    }
  }

  @Test
  void chartsAreDrawnWithoutAScreen() throws IOException {
    String[] many = IntStream.range(0, 10).mapToObj(i -> "explainer-" + i).toArray(String[]::new);
    EvaluationFiles.writeCharts(result(List.of(Removal.DELETION), many), folder);
    for (String chart : List.of("faithfulness", "deletion-curve", "insertion-curve", "cost")) {
      BufferedImage image = ImageIO.read(folder.resolve(chart + "-deletion.png").toFile());
      assertThat(image.getWidth()).isEqualTo(1600);
      assertThat(image.getHeight()).isEqualTo(900);
    }
    EvaluationFiles.writeCharts(result(List.of(Removal.REPLACEMENT), "safr"), folder);
    assertThat(folder.resolve("cost-replacement.png")).isNotEmptyFile();
  }

  @Test
  void aDirectoryThatCannotBeMadeIsTold() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    EvaluationResult result = result(List.of(Removal.DELETION), "safr");
    assertThatThrownBy(() -> EvaluationFiles.writeFigures(result, file))
        .isInstanceOf(IOException.class);
  }
}
