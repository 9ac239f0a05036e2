package io.github.safr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import io.github.safr.model.Checksums;
import io.github.safr.testing.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real network that fails on one word, in the middle of batches with other documents. */
@Timeout(120)
class FailingNetworkTest {

  private static final int TEXTS = 40;
  private static final String WORD = "poison";

  @TempDir Path folder;

  @Test
  void aBatchThatFailsCostsTheDocumentThatIsAtFaultOnly() throws IOException {
    Path in = Files.createDirectory(folder.resolve("in"));
    for (int i = 100; i < 100 + TEXTS; i++) {
      Files.writeString(in.resolve(i + ".txt"), text(i, ""));
    }
    Path model = poisoned(TinyModel.write(folder));
    SortedMap<String, String> clean = annotate(in, "clean", model, 0);

    for (int i = 110; i < 140; i += 10) {
      Files.writeString(in.resolve(i + ".txt"), text(i, WORD));
    }
    SortedMap<String, String> beside = annotate(in, "beside", model, 3);
    for (int i = 110; i < 140; i += 10) {
      assertThat(clean.remove(i + ".txt.xmi")).isNotNull();
    }
    clean.keySet().removeIf(name -> name.startsWith(".safr/") || name.endsWith(".jsonl"));
    beside.keySet().removeIf(name -> name.startsWith(".safr/") || name.endsWith(".jsonl"));
    assertThat(beside.keySet()).isEqualTo(clean.keySet());
    // Without --reproducible the last decimals depend on who shares the batch.
    beside.replaceAll((name, xmi) -> xmi.replaceAll("\\d+\\.\\d+(E-?\\d+)?", "n"));
    clean.replaceAll((name, xmi) -> xmi.replaceAll("\\d+\\.\\d+(E-?\\d+)?", "n"));
    assertThat(beside).isEqualTo(clean);
  }

  private SortedMap<String, String> annotate(Path in, String name, Path model, int failing)
      throws IOException {
    Path out = folder.resolve(name);
    CommandRun run =
        CommandRun.with(
            new SafrPipelines(),
            "annotate",
            "--no-explain",
            "--threads",
            16,
            "--device",
            "cpu",
            "--model",
            model,
            "--input",
            in,
            "--output",
            out);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(failing == 0 ? 0 : 3);
    assertThat(run.err().lines().filter(line -> line.contains(" skipped: "))).hasSize(failing);
    assertThat(run.out().lines().filter(line -> line.contains(".txt "))).hasSize(TEXTS - failing);
    if (failing > 0) {
      assertThat(run.err())
          .contains("'110.txt' skipped: ", "'120.txt' skipped: ", "'130.txt' skipped: ");
    }
    return Folders.content(out);
  }

  private static String text(int number, String word) {
    return "The film was good, number %d. I liked it. Not very bad %s.".formatted(number, word);
  }

  /** The vocabulary gets a word for which the network has no row: TensorFlow fails on it. */
  private static Path poisoned(Path model) throws IOException {
    Path vocabulary = model.resolve("vocabulary.txt");
    Files.writeString(vocabulary, WORD + "\n", StandardOpenOption.APPEND);
    Path file = model.resolve("model.json");
    Gson gson = new Gson();
    JsonObject manifest = gson.fromJson(Files.readString(file), JsonObject.class);
    manifest.getAsJsonObject("files").addProperty("vocabulary.txt", Checksums.sha256(vocabulary));
    Files.writeString(file, gson.toJson(manifest));
    return model;
  }
}
