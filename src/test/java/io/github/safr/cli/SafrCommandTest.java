package io.github.safr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafrCommandTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"annotate", "report", "train", "attribute", "evaluate", "benchmark", "info"})
  void everyCommandTeaches(String command) {
    CommandRun help = CommandRun.of(command, "--help");
    assertThat(help.exitCode()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out())
        .contains("Usage: safr " + command, "--verbose", "Exit codes:", "Example");
    assertThat(help.out().lines()).allMatch(line -> line.length() <= 96);
    assertThat(CommandRun.of("--help").out()).contains("  " + command);
  }

  @Test
  void tellsItsVersion() {
    assertThat(CommandRun.of("--version").out()).matches("safr-uima \\d+\\.\\d+\\.\\d+\\S*\\R");
    assertThat(CommandRun.of("annotate", "--version").out()).startsWith("safr-uima ");
  }

  @Test
  void asksForACommand() {
    CommandRun run = CommandRun.of();
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("Which command?", "safr --help");
  }

  @Test
  void suggestsWhatWasMeant() {
    CommandRun run = CommandRun.of("anotate");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("Did you mean: safr annotate");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "annotate --input x | Missing required option: '--output=DIR'",
        "annotate --output x | --input",
        "annotate --input x --output y --threads 0 | from 1 to 256",
        "annotate --input x --output y --threads many | --threads",
        "annotate --input x --output y --unit word | none of sentence, document",
        "annotate --input x --output y --device tpu | Use auto, cpu, gpu or gpu:N",
        "annotate --input x --output y --language english | such as en",
        "annotate --input x --output y --colour red | --colour",
        "annotate --input x --output y --format word | none of text, tsv, csv, jsonl, xmi",
        "annotate --input x --output y --no-header | give their numbers",
        "annotate --input x --output y --resume --overwrite | not both",
        "annotate --input x --output y --unit document --unit-type a.B | not both",
        "annotate --input x --output y --unit sentence --token-type a.B | with --unit-type",
        "train --train a --dev b | --output=DIR",
        "train --train a --dev b --output / | '--name'",
        "attribute --model a --texts b | --output=DIR",
        "attribute --model a --texts b --output c --attribution-texts 0 | a number from 1",
        "attribute --model a --texts b --output c --name a/b | letters, digits",
        "train --train a --dev b --output c --encoder pieces | none of word",
        "train --train a --dev b --output c --objective best | corrected, paper, none",
        "train --train a --dev b --output c --epochs 0 | a number from 1",
        "train --train a --dev b --output c --lambda-importance -1 | a number from 0",
        "train --train a --dev b --output c --lambda-interaction NaN | a number from 0",
        "train --train a --dev b --output c --learning-rate 0 | a number above 0",
        "train --train a --dev b --output c --paper-padding 128 | choose --objective paper",
        "train --train a --dev b --output c --name a/b | letters, digits",
        "evaluate --model m | --data=FILE",
        "evaluate --model m --data x --device tpu | Use auto, cpu, gpu or gpu:N",
        "info --device tpu | Use auto, cpu, gpu or gpu:N",
      })
  void tellsHowItWantsToBeUsed(String arguments, String message) {
    CommandRun run = CommandRun.of((Object[]) arguments.split(" "));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(message, "--help").doesNotContain("Exception", "\tat ");
  }

  @Test
  void infoNamesVersionsDeviceAndModels() {
    CommandRun run = CommandRun.of("info", "--device", "cpu");
    assertThat(run.out()).contains("safr-uima", "Java", "UIMA", "OpenNLP", "DJL", "TensorFlow");
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("Device      cpu", "en-sentiment", "negative | positive");
  }
}
