package io.github.safr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {

  @TempDir Path folder;
  private Path data;

  @BeforeEach
  void writeData() throws IOException {
    data = Files.writeString(folder.resolve("data.tsv"), "a\tb\n");
  }

  @Test
  void saysThatDataIsMissing() {
    failsWith(train(folder.resolve("no.tsv"), data, "model"), "no.tsv' does not exist");
    failsWith(train(data, folder, "model"), "is a directory. Name a file of lines label<TAB>text");
    failsWith(
        CommandRun.of("evaluate", "--model", "m", "--data", folder.resolve("no.tsv")),
        "Data file '" + folder.resolve("no.tsv") + "' does not exist");
  }

  @Test
  void neverOverwritesAModel() throws IOException {
    Files.createDirectories(folder.resolve("model/inside"));
    failsWith(train(data, data, "model"), "is not empty. Choose another, or go on with --resume");
  }

  @Test
  void resumesOnlyWhatWasStarted() {
    failsWith(train(data, data, "model", "--resume"), "no run to resume in");
  }

  @Test
  void wantsADirectoryForTheModel() {
    failsWith(train(data, data, "data.tsv"), "is a file. Choose a directory for the model");
  }

  private static void failsWith(CommandRun run, String sentence) {
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(sentence).doesNotContain("\tat ");
  }

  private CommandRun train(Path train, Path dev, String output, String... more) {
    Object[] arguments = new Object[7 + more.length];
    Object[] fixed = {"train", "--train", train, "--dev", dev, "--output", folder.resolve(output)};
    System.arraycopy(fixed, 0, arguments, 0, fixed.length);
    System.arraycopy(more, 0, arguments, fixed.length, more.length);
    return CommandRun.of(arguments);
  }
}
