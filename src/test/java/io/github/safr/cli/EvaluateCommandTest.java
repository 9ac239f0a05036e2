package io.github.safr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.safr.network.Objective;
import io.github.safr.testing.OldModel;
import io.github.safr.testing.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code evaluate} with a model that knows a few words, and no truth. */
class EvaluateCommandTest {

  private static final String DATA =
      """
      positive\tThe film was very good and I liked it .
      negative\tThe film was not good .
      positive\tI liked the film , very very good and not bad , not bad .
      negative\tIt isn't good .
      negative\tBad 👩‍🍳
      """;

  private static final String WORDS =
      """
      positive\tThe film was very good and I liked it .\t2 2 2 3 4 2 2 3 2 2
      negative\tIt isn't good .\t2 1 3 2
      """;

  @TempDir Path folder;
  private Path data;
  private Path words;

  @BeforeEach
  void write() throws IOException {
    data = Files.writeString(folder.resolve("data.tsv"), DATA);
    words = Files.writeString(folder.resolve("words.tsv"), WORDS);
  }

  private CommandRun evaluate(Path model, String options) {
    List<Object> arguments = new ArrayList<>(List.of("evaluate", "--model", model));
    arguments.addAll(List.of("--data", data, "--device", "cpu"));
    for (String option : options.split(" ")) {
      arguments.add(option.replace("WORDS", words.toString()).replace("FOLDER", folder.toString()));
    }
    return CommandRun.with(new SafrPipelines(), arguments.toArray());
  }

  private JsonObject json(String file) throws IOException {
    return JsonParser.parseString(Files.readString(folder.resolve(file))).getAsJsonObject();
  }

  @Test
  void measuresExplanationsAndWritesThem() throws IOException {
    CommandRun run =
        evaluate(
            TinyModel.write(folder),
            "--explainers safr,mask --word-labels WORDS --output FOLDER/out --json FOLDER/j.json");
    assertThat(run.err()).contains("Figures and charts are in").doesNotContain("warning");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("accuracy", "tokens deleted", "tokens replaced", "comprehensiveness", "pairs:")
        .containsPattern("(?m)^safr +-?\\d\\.\\d+ \\[")
        .contains("normalised, on 5 texts", "against word labels, on 2 texts");

    JsonObject figures = json("out/evaluation.json");
    assertThat(json("j.json")).isEqualTo(figures);
    assertThat(figures.get("examples").getAsInt()).isEqualTo(5);
    assertThat(figures.has("macroF1")).isTrue();
    JsonObject explainers = figures.getAsJsonObject("explainers");
    assertThat(explainers.keySet()).containsExactly("safr", "mask");
    JsonObject safr = explainers.getAsJsonObject("safr");
    for (JsonObject removal : List.of(safr, safr.getAsJsonObject("replacement"))) {
      for (String key :
          List.of(
              "comprehensiveness",
              "sufficiency",
              "normalizedComprehensiveness",
              "normalizedSufficiency",
              "rocAuc",
              "averagePrecision",
              "millisPerExample")) {
        assertThat(removal.get(key).getAsDouble()).as(key).isFinite();
      }
    }
    assertThat(figures.getAsJsonObject("pairs").get("texts").getAsInt()).isPositive();
    for (String file : List.of("summary.csv", "examples.csv", "cost-deletion.png")) {
      assertThat(folder.resolve("out").resolve(file)).isNotEmptyFile();
    }
    assertThat(Files.readString(folder.resolve("out/examples.csv"))).doesNotContain("film");
  }

  @Test
  void measuresAllExplainersAndNeurons() throws IOException {
    CommandRun run =
        evaluate(
            TinyModel.write(folder),
            "--explainers safr,mask,random,attention,occlusion,single-word,lime,kernel-shap,"
                + "gradient-x-input,integrated-gradients --random-draws 2 --lime-samples 20"
                + " --gradient-steps 4"
                + " --limits-tokens 6 --output FOLDER/out");
    assertThat(run.err()).doesNotContain("warning");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("normalised, on 3 texts")
        .containsPattern("(?m)^integrated-gradients +-?\\d\\.\\d+ \\[")
        .containsPattern("Neurons of block 2, \\d+\\.\\d of 24 a text, set to zero in 5 texts:")
        .containsPattern("(?m)^active +\\d\\.\\d+ \\[")
        .contains("selectivity: mean", "word types: mean", "on 5 texts");

    JsonObject figures = json("out/evaluation.json");
    assertThat(figures.getAsJsonObject("settings").get("randomDraws").getAsInt()).isEqualTo(2);
    JsonObject explainers = figures.getAsJsonObject("explainers");
    assertThat(explainers.keySet())
        .containsExactly(
            "safr",
            "mask",
            "random",
            "attention",
            "occlusion",
            "single-word",
            "lime",
            "kernel-shap",
            "gradient-x-input",
            "integrated-gradients");
    JsonObject occlusion = explainers.getAsJsonObject("occlusion");
    assertThat(occlusion.get("spearman").getAsDouble()).isCloseTo(1, within(1e-9));
    assertThat(occlusion.get("questionsPerExample").getAsDouble()).isPositive();
    assertThat(explainers.getAsJsonObject("random").get("comprehensiveness").getAsDouble())
        .isBetween(-1.0, 1.0);

    JsonObject neurons = figures.getAsJsonObject("neurons");
    assertThat(neurons.get("texts").getAsInt()).isEqualTo(5);
    assertThat(neurons.get("blockNeurons").getAsInt()).isEqualTo(24);
    assertThat(neurons.keySet()).contains("others", "elsewhere");
    for (String kind : List.of("allocated", "random", "active")) {
      JsonObject set = neurons.getAsJsonObject(kind);
      double absolute = set.getAsJsonObject("absolute").get("mean").getAsDouble();
      double signed = set.getAsJsonObject("signed").get("mean").getAsDouble();
      assertThat(absolute).isPositive().isGreaterThanOrEqualTo(Math.abs(signed));
    }
    double allocated = mean(neurons, "allocated", "absolute");
    double random = mean(neurons, "random", "absolute");
    assertThat(mean(neurons, "random", "ratio")).isCloseTo(allocated / random, within(1e-9));
    assertThat(neurons.getAsJsonObject("selectivity").get("mean").getAsDouble()).isBetween(0., 1.);
    assertThat(neurons.getAsJsonObject("wordTypes").get("median").getAsDouble()).isPositive();
  }

  private static double mean(JsonObject neurons, String kind, String figure) {
    return neurons.getAsJsonObject(kind).getAsJsonObject(figure).get("mean").getAsDouble();
  }

  @Test
  void aModelWithoutNamesInsideHasNoNeuronsToMeasure() throws IOException {
    Path model = TinyModel.write(folder);
    OldModel.makeOf(model);
    CommandRun run = evaluate(model, "--explainers safr --limits-examples 0 --json FOLDER/j");
    assertThat(run.exitCode()).isZero();
    assertThat(run.err().lines().filter(line -> line.contains("warning")))
        .singleElement()
        .asString()
        .contains("Neurons are left out", "without names", "Train it again");
    assertThat(json("j").keySet()).contains("explainers").doesNotContain("neurons");

    CommandRun quiet = evaluate(model, "--explainers safr --neurons-examples 0");
    assertThat(quiet.err()).doesNotContain("warning");

    CommandRun asked = evaluate(model, "--explainers safr,attention");
    assertThat(asked.exitCode()).isEqualTo(1);
    assertThat(asked.err()).contains("without names").doesNotContain("Exception", "\tat ");
    assertThat(asked.out()).isEmpty();
  }

  @Test
  void equalSeedsMeasureTheSame() throws IOException {
    Path model = TinyModel.write(folder);
    String options = "--explainers safr --examples 3 --seed 5 --limits-examples 1 --json FOLDER/";
    assertThat(evaluate(model, options + "a").exitCode()).isZero();
    evaluate(model, options + "b");
    assertThat(json("a").get("examples").getAsInt()).isEqualTo(3);
    assertThat(withoutTimes(json("a"))).isEqualTo(withoutTimes(json("b")));
  }

  private static JsonObject withoutTimes(JsonObject figures) {
    JsonObject safr = figures.getAsJsonObject("explainers").getAsJsonObject("safr");
    safr.remove("millisPerExample");
    safr.getAsJsonObject("replacement").remove("millisPerExample");
    return figures;
  }

  @Test
  void oneRemovalIsEnough() throws IOException {
    CommandRun run =
        evaluate(TinyModel.write(folder), "--removal deletion --word-labels WORDS --json FOLDER/j");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("tokens deleted").doesNotContain("replaced");
    JsonObject safr = json("j").getAsJsonObject("explainers").getAsJsonObject("safr");
    assertThat(safr.has("replacement")).isFalse();
    assertThat(json("j").getAsJsonObject("explainers").keySet())
        .as("explainers that nobody named")
        .containsExactly("safr", "random", "occlusion");
  }

  @Test
  void replacementAloneStandsWhereItAlwaysDoes() throws IOException {
    CommandRun run =
        evaluate(
            TinyModel.write(folder),
            "--explainers safr --removal replacement --limits-examples 0 --json FOLDER/j");
    assertThat(run.exitCode()).isZero();
    JsonObject safr = json("j").getAsJsonObject("explainers").getAsJsonObject("safr");
    assertThat(safr.keySet()).containsExactly("replacement");
    JsonObject replacement = safr.getAsJsonObject("replacement");
    assertThat(replacement.get("comprehensiveness").getAsDouble()).isFinite();
    assertThat(replacement.get("normalizedSufficiency").isJsonNull()).isTrue();
  }

  @Test
  void withoutExplainersOnlyDecisionsAreMeasured() throws IOException {
    CommandRun run = evaluate(TinyModel.write(folder), "--json FOLDER/j");
    assertThat(run.out()).contains("accuracy").doesNotContain("Explanations");
    assertThat(json("j").keySet())
        .containsExactlyInAnyOrder("examples", "accuracy", "macroF1", "labels", "confusion");
  }

  @Test
  void aModelWithoutAMaskHasNoMaskToMeasure() {
    Path model = TinyModel.write(folder, Objective.NONE, List.of("negative", "positive"));
    CommandRun run = evaluate(model, "--explainers safr,mask");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("has no word mask");
  }

  @Test
  void wordLabelsMustBelongToTheData() throws IOException {
    Files.writeString(words, "positive\tAnother text\t2 2\n");
    CommandRun other = evaluate(folder, "--word-labels WORDS");
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.err()).contains("words.tsv", "none of the texts in", "data.tsv");
    Files.writeString(words, "positive\tAnother text\t2\n");
    assertThat(evaluate(folder, "--word-labels WORDS").err()).contains("line 1", "2 words");
    assertThat(evaluate(folder, "--word-labels FOLDER/none").err()).contains("does not exist");
    assertThat(evaluate(folder, "--output FOLDER/data.tsv").err()).contains("is a file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--explainers safr,guess | 'guess' is none of safr",
        "--removal erasure | 'erasure' is none of deletion, replacement",
        "--examples 0 | --examples",
        "--limits-examples -1 | --limits-examples",
        "--beam-width 0 | --beam-width",
        "--limits-tokens 0 | --limits-tokens",
        "--neurons-examples -1 | --neurons-examples",
        "--random-draws 0 | --random-draws",
        "--lime-samples 1 | --lime-samples",
        "--gradient-steps 0 | --gradient-steps",
        "--seed many | --seed"
      })
  void tellsHowItWantsToBeUsed(String options, String message) {
    CommandRun run = evaluate(folder, options);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(message, "--help");
  }
}
