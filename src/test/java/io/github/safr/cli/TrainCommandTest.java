package io.github.safr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.model.ModelManifest;
import io.github.safr.network.Objective;
import io.github.safr.network.Precision;
import io.github.safr.training.EncoderKind;
import io.github.safr.training.TrainingOptions;
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
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class TrainCommandTest {

  private static final Path EXAMPLES = Path.of("examples/data");

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--allocation-layers 1,9 | different blocks from 1 to 6",
        "--allocation-layers 0 | different blocks from 1 to 6",
        "--allocation-layers 2,2 | different blocks from 1 to 6",
        "--allocation-layers 3 --blocks 2 | different blocks from 1 to 2",
        "--allocation-layers 2 --encoder word | different blocks from 1 to 1",
        "--allocation-layers last | --allocation-layers",
        "--batch-tokens 0 | '--batch-tokens': give a number from 1",
        "--blocks 0 | '--blocks': give a number from 1",
        "--blocks 7 | all-MiniLM-L6-v2 has 6",
        "--dropout 1 | '--dropout': give a number from 0.0 to 0.99",
        "--fresh-rate 0 | '--fresh-rate': give a number from 0.01 to 1000.0",
        "--fresh-rate 1001 | '--fresh-rate': give a number from 0.01 to 1000.0",
        "--frozen-blocks -1 | '--frozen-blocks': give a number from 0",
        "--frozen-blocks 6 | fewer than the blocks",
        "--frozen-blocks 2 --blocks 2 | fewer than the blocks",
        "--keep-prior 0 | '--keep-prior': give a number from 0.001 to 0.999",
        "--layer-decay 0 | '--layer-decay': give a number from 0.01 to 1.0",
        "--layer-decay 1.1 | '--layer-decay': give a number from 0.01 to 1.0",
        "--layer-decay NaN | '--layer-decay': give a number from 0.01 to 1.0",
        "--learning-rate 2 | '--learning-rate': give a number from 0.0 to 1.0",
        "--mask-context -1 | '--mask-context': give a number from 0",
        "--max-tokens 4096 | '--max-tokens': give a number from 16 to 512",
        "--max-tokens 15 | '--max-tokens': give a number from 16 to 512",
        "--max-tokens 4097 --encoder word | '--max-tokens': give a number from 1 to 4096",
        "--min-count 0 | '--min-count': give a number from 1",
        "--overlap -1 | '--overlap': give a number from 0",
        "--overlap 128 | fewer than half",
        "--overlap some | --overlap",
        "--patience 0 | '--patience': give a number from 1",
        "--precision half | 'half' is none of float32, bfloat16",
        "--threads 257 | '--threads': give a number from 0 to 256",
        "--weight-decay -0.1 | '--weight-decay': give a number from 0.0 to 1.0",
        "--weight-decay 2 | '--weight-decay': give a number from 0.0 to 1.0",
        "--windows-per-text -1 | '--windows-per-text': give a number from 0",
        "--word-dropout 1 | '--word-dropout': give a number from 0.0 to 0.99",
        "--encoder minilm --objective paper | '--encoder': give word",
        "--encoder minilm --language de | '--encoder': give word",
      })
  void tellsOfWrongOptionsBeforeItReadsAnything(String options, String message) {
    Path missing = folder.resolve("no.tsv");
    CommandRun run = train(missing, missing, "model", options.split(" "));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains(message, "safr train --help")
        .doesNotContain("no.tsv", "Exception", "\tat ");
    assertThat(folder.resolve("model")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--blocks 6 --frozen-blocks 5 --allocation-layers 6,1 --max-tokens 512 --overlap 255",
        "--max-tokens 16 --overlap 0 --blocks 1 --frozen-blocks 0 --mask-context 0",
        "--layer-decay 0.01 --fresh-rate 0.01 --weight-decay 0 --dropout 0 --windows-per-text 0",
        "--layer-decay 1 --fresh-rate 1000 --weight-decay 1 --dropout 0.99 --windows-per-text 1",
        "--encoder word --max-tokens 4096 --blocks 7 --precision bfloat16",
        "--encoder word --max-tokens 1",
      })
  void takesTheEndsOfEveryRange(String options) {
    failsWith(train(folder.resolve("no.tsv"), data, "model", options.split(" ")), "does not exist");
  }

  @Test
  void optionsLeftOutKeepTheDefaultsOfObjectiveAndEncoder() {
    assertDefaults(Objective.CORRECTED, EncoderKind.MINILM);
    assertDefaults(Objective.CORRECTED, EncoderKind.MINILM, "--language", "en");
    assertDefaults(Objective.CORRECTED, EncoderKind.MINILM, "--encoder", "minilm");
    assertDefaults(Objective.NONE, EncoderKind.MINILM, "--objective", "none");
    assertDefaults(Objective.CORRECTED, EncoderKind.WORD, "--encoder", "word");
    assertDefaults(Objective.PAPER, EncoderKind.WORD, "--objective", "paper");
    assertDefaults(Objective.PAPER, EncoderKind.WORD, "--objective", "paper", "--encoder", "word");
  }

  @Test
  void learnsWordsInLanguagesThatThePretrainedEncoderDoesNotKnow() {
    assertThat(options("--language", "de").encoder()).isEqualTo(EncoderKind.WORD);
    assertThat(options("--language", "de").language()).isEqualTo("de");
  }

  @Test
  void everyOptionReachesTheTraining() {
    String given =
        "--name n --blocks 5 --frozen-blocks 2 --allocation-layers 4,3 --mask-context 7"
            + " --max-tokens 128 --overlap 11 --min-count 4 --objective none"
            + " --lambda-importance 0.1 --lambda-interaction 0.2 --lambda-information 0.3"
            + " --keep-prior 0.4 --epochs 21 --patience 22 --learning-rate 0.01 --layer-decay 0.5"
            + " --fresh-rate 6 --weight-decay 0.7 --dropout 0.8 --word-dropout 0.9"
            + " --batch-tokens 23 --windows-per-text 24 --precision bfloat16 --seed 25"
            + " --threads 26";
    TrainingOptions expected =
        TrainingOptions.builder(Objective.NONE, EncoderKind.MINILM)
            .name("n")
            .blocks(5)
            .frozenBlocks(2)
            .allocationLayers(List.of(3, 4))
            .maskContext(7)
            .maxTokens(128)
            .overlap(11)
            .minCount(4)
            .lambdaImportance(0.1)
            .lambdaInteraction(0.2)
            .lambdaInformation(0.3)
            .keepPrior(0.4)
            .epochs(21)
            .patience(22)
            .learningRate(0.01)
            .layerDecay(0.5)
            .freshRate(6)
            .weightDecay(0.7)
            .dropout(0.8)
            .wordDropout(0.9)
            .batchTokens(23)
            .windowsPerText(24)
            .precision(Precision.BFLOAT16)
            .seed(25)
            .threads(26)
            .build();
    assertThat(options(given.split(" ")).toMap()).isEqualTo(expected.toMap());
    assertThat(options("--objective", "paper", "--paper-padding", "64").paperPadding())
        .isEqualTo(64);
  }

  @Test
  void theHelpListsEveryOptionUnderItsHeading() {
    String help = CommandRun.of("train", "--help").out();
    assertThat(help)
        .containsSubsequence(
            "\nOptions:",
            "--train=",
            "--output=",
            "--help",
            "--verbose",
            "\nNetwork:",
            "--encoder=",
            "--min-count=",
            "\nObjective:",
            "--objective=",
            "--paper-padding=",
            "\nLearning:",
            "--epochs=",
            "--threads=",
            "\nExit codes:");
    CommandLine train = trainOf(SafrCommand.commandLine(new SafrPipelines()));
    for (OptionSpec option : train.getCommandSpec().options()) {
      assertThat(help).containsOnlyOnce(" " + option.longestName() + listing(option));
    }
  }

  @Test
  void startsFromThePretrainedEncoderIfNothingIsSaid() throws IOException {
    Path model = folder.resolve("questions");
    CommandRun training =
        train(
            EXAMPLES.resolve("questions-train.tsv"),
            EXAMPLES.resolve("questions-dev.tsv"),
            "questions",
            "--blocks 1 --epochs 1 --batch-tokens 128 --threads 1".split(" "));
    assertThat(training.err()).contains("60 texts", "3 labels", "epoch 1: dev accuracy");
    assertThat(training.exitCode()).isZero();
    assertThat(training.out()).contains("on 24 development texts").hasLineCount(1);
    assertThat(Files.readString(model.resolve(ModelManifest.FILE))).contains("all-MiniLM-L6-v2");

    Path mail = Files.writeString(folder.resolve("mail.txt"), "Where is my parcel?");
    Path out = folder.resolve("annotated");
    CommandRun annotation =
        CommandRun.with(
            new SafrPipelines(),
            "annotate",
            "--input",
            mail,
            "--output",
            out,
            "--model",
            model,
            "--device",
            "cpu");
    assertThat(annotation.exitCode()).isZero();
    assertThat(annotation.out())
        .containsPattern("mail.txt +(account|billing|delivery) +[01]\\.\\d\\d  sentences: 1 ");
    assertThat(Files.readString(out.resolve("mail.txt.xmi")))
        .contains("Classification", "ImportantToken", "NeuronAllocation");
  }

  private static void assertDefaults(
      Objective objective, EncoderKind encoder, String... arguments) {
    TrainingOptions defaults = TrainingOptions.builder(objective, encoder).name("chosen").build();
    assertThat(options(arguments).toMap()).isEqualTo(defaults.toMap());
  }

  /** What a command line asks for, its model being written to a directory named 'chosen'. */
  private static TrainingOptions options(String... more) {
    CommandLine safr = SafrCommand.commandLine(new SafrPipelines());
    List<String> arguments =
        new ArrayList<>(List.of("train", "--train", "a", "--dev", "b", "--output", "some/chosen"));
    arguments.addAll(List.of(more));
    safr.parseArgs(arguments.toArray(String[]::new));
    return trainOf(safr).<TrainCommand>getCommand().options();
  }

  private static CommandLine trainOf(CommandLine safr) {
    return safr.getSubcommands().get("train");
  }

  /** What follows an option's name in the help. */
  private static String listing(OptionSpec option) {
    return option.arity().max() == 0 ? " " : "=";
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
