package io.github.safr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.safr.model.DeviceChoice;
import io.github.safr.model.Prediction;
import io.github.safr.model.SafrModel;
import io.github.safr.testing.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands with real engines and real models, if small ones. */
class CommandsWithModelTest {

  private static final Path DATA = Path.of("examples/data");

  @TempDir Path folder;
  private Path in;
  private Path out;

  @BeforeEach
  void makeInput() throws IOException {
    in = Files.createDirectory(folder.resolve("in"));
    out = folder.resolve("out");
  }

  @Test
  void annotatesWithAModelDirectory() throws IOException {
    Path model = TinyModel.write(folder);
    Files.writeString(in.resolve("a.txt"), "The film was very good. I liked it.");
    Files.writeString(in.resolve("b.txt"), "");
    Files.writeString(in.resolve("c.txt"), "Not 👩‍🍳 \0 good, e\u0301tude, שלום.");
    CommandRun run = run("annotate", "--input", in, "--output", out, "--model", model);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .containsPattern("a.txt +(positive|negative) +0\\.\\d\\d  sentences: ")
        .containsPattern("b.txt +\\(no text\\)")
        .containsPattern("c.txt +(positive|negative) ");
    assertThat(run.err()).contains("1 x a character that XMI cannot carry");
    String xmi = Files.readString(out.resolve("a.txt.xmi"));
    assertThat(xmi).contains("Sentence", "Token", "Classification", "NeuronAllocation", "tiny-");
  }

  @Test
  void oddDocumentsAreAnnotatedOrSkippedAndLoseNoNeighbour() throws IOException {
    Path model = TinyModel.write(folder);
    Map<String, String> odd = new TreeMap<>();
    odd.put("blank", " \n\t\u00A0 ");
    odd.put("combining", "e\u0301\u0301\u0301 \u0301 good");
    odd.put("emoji", "👩\u200D🚀👍🏽 good 👨\u200D👩\u200D👧");
    odd.put("empty", "");
    odd.put("huge", "the film was not very good and ".repeat(170_000));
    odd.put("language", "Der Film war langweilig. Le film était beau. 映画は良かった。");
    odd.put("longword", "a".repeat(100_000));
    odd.put("nul", "good\0film \u0001\u0002.");
    odd.put("punctuation", "... !!! ???");
    odd.put("righttoleft", "\u202Eשלום עולם. مرحبا بالعالم.");
    odd.put("word", "good");
    for (Map.Entry<String, String> document : odd.entrySet()) {
      Files.writeString(in.resolve(document.getKey() + ".txt"), document.getValue());
    }
    Files.write(in.resolve("latin.txt"), new byte[] {'g', (byte) 0xFC, 't'});

    CommandRun run = run("annotate --no-explain --input", in, "--output", out, "--model", model);

    assertThat(run.exitCode()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(run.err()).contains("'latin.txt' skipped").doesNotContain("good");
    for (String name : odd.keySet()) {
      assertThat(run.out()).containsPattern("(?m)^" + name + "\\.txt ");
      assertThat(out.resolve(name + ".txt.xmi")).isNotEmptyFile();
    }
    assertThat(out.resolve("latin.txt.xmi")).doesNotExist();
  }

  @Test
  void givesAWholeDocumentOneLabel() throws IOException {
    Path model = TinyModel.write(folder);
    Files.writeString(in.resolve("a.txt"), "The film was very good. I liked it.");
    CommandRun run =
        run("annotate --no-explain --unit document --input", in, "--output", out, "--model", model);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).doesNotContain("sentences").hasLineCount(1);
    assertThat(Files.readString(out.resolve("a.txt.xmi")))
        .containsOnlyOnce("<type:Classification")
        .doesNotContain("<type:ImportantToken");
  }

  @Test
  void saysThatAModelIsMissingOrDamaged() throws IOException {
    Files.writeString(in.resolve("a.txt"), "Good.");
    CommandRun missing = run("annotate --model nowhere --input", in, "--output", out);
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.err()).contains("no model directory 'nowhere'").hasLineCount(1);

    Path model = TinyModel.write(folder);
    Files.writeString(model.resolve("vocabulary.txt"), "altered");
    CommandRun damaged = run("annotate --input", in, "--output", out, "--model", model);
    assertThat(damaged.exitCode()).isEqualTo(1);
    assertThat(damaged.err()).contains("vocabulary.txt", "checksum differs").hasLineCount(1);
  }

  @Test
  void saysThatALanguageIsMissing() throws IOException {
    Path model = TinyModel.write(folder);
    Files.writeString(in.resolve("a.txt"), "Good.");
    CommandRun run = run("annotate --language xx --input", in, "--output", out, "--model", model);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("language 'xx'").hasLineCount(1);
  }

  @Test
  void trainsAModelThatSortsSupportMails() throws IOException {
    Path model = folder.resolve("questions");
    CommandRun training =
        run(
            "train --encoder word --min-count 1 --batch-tokens 64 --epochs 8 --patience 8"
                + " --threads 1 --train",
            DATA.resolve("questions-train.tsv"),
            "--dev",
            DATA.resolve("questions-dev.tsv"),
            "--output",
            model);
    assertThat(training.err()).contains("60 texts", "3 labels", "epoch 8: dev accuracy");
    assertThat(training.exitCode()).isZero();
    assertThat(training.out()).contains("accuracy", "on 24 development texts").hasLineCount(1);

    Path json = folder.resolve("figures.json");
    CommandRun evaluation =
        run(
            "evaluate",
            "--model",
            model,
            "--data",
            DATA.resolve("questions-dev.tsv"),
            "--json",
            json);
    assertThat(evaluation.exitCode()).isZero();
    assertThat(evaluation.out()).contains("accuracy", "macro F1", "billing");
    JsonObject figures = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
    assertThat(figures.get("examples").getAsInt()).isEqualTo(24);
    // Three labels, equally many texts of each: chance is a third.
    assertThat(figures.get("accuracy").getAsDouble()).isGreaterThan(0.6);
    assertThat(figures.has("macroF1")).isTrue();
  }

  @Test
  void teachesAModelWhatTokensContributeAndLeavesItsDecisions() throws IOException {
    Path model = TinyModel.write(folder);
    Path texts = DATA.resolve("questions-dev.tsv");
    Path taught = folder.resolve("taught");
    CommandRun run =
        run(
            "attribute --attribution-texts 40 --threads 1 --model",
            model,
            "--texts",
            texts,
            "--output",
            taught);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("new explanations").hasLineCount(1);
    List<List<String>> units = List.of(List.of("the", "film", "was", "not", "good"));
    try (SafrModel before = SafrModel.load(model, DeviceChoice.CPU);
        SafrModel after = SafrModel.load(taught, DeviceChoice.CPU)) {
      assertThat(before.manifest().attribution()).isFalse();
      assertThat(after.manifest().attribution()).isTrue();
      assertThat(after.manifest().version()).isNotEqualTo(before.manifest().version());
      assertThat(after.manifest().data())
          .anySatisfy(source -> assertThat(source).containsEntry("role", "attribution"));
      Prediction old = before.explain(units).get(0);
      Prediction now = after.explain(units).get(0);
      assertThat(now.probabilities()).isEqualTo(old.probabilities());
      assertThat(now.explanation().orElseThrow().contribution())
          .isNotEqualTo(old.explanation().orElseThrow().contribution());
    }
    assertThat(Files.readString(taught.resolve("MODEL_CARD.md")))
        .contains("has learned how its decisions", "questions-dev.tsv", "## Limits")
        .doesNotContain("what the classifier reads at the place");

    CommandRun again = run("attribute --model", model, "--texts", texts, "--output", taught);
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.err()).contains("not empty").hasLineCount(1);
    Path nested = model.resolve("new");
    CommandRun inside = run("attribute --model", model, "--texts", texts, "--output", nested);
    assertThat(inside.exitCode()).isEqualTo(1);
    assertThat(inside.err()).contains("is inside the model").hasLineCount(1);
    assertThat(nested).doesNotExist();
    CommandRun missing =
        run("attribute --model nowhere --texts", texts, "--output", folder.resolve("other"));
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.err()).contains("no model directory 'nowhere'").hasLineCount(1);
  }

  /** The first argument may be several words. */
  private static CommandRun run(String command, Object... more) {
    String[] words = command.split(" ");
    Object[] arguments = new Object[words.length + more.length];
    System.arraycopy(words, 0, arguments, 0, words.length);
    System.arraycopy(more, 0, arguments, words.length, more.length);
    return CommandRun.with(new SafrPipelines(), arguments);
  }
}
