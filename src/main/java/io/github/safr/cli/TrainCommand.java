package io.github.safr.cli;

import io.github.safr.evaluation.ClassificationMetrics;
import io.github.safr.training.EncoderKind;
import io.github.safr.training.TrainingJob;
import io.github.safr.training.TrainingOptions;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Trains a model on labelled text. */
@Command(
    name = "train",
    header = "Train a model on labelled text.",
    customSynopsis = "safr train --train FILE... --dev FILE --output DIR [OPTION...]",
    description = {
      "",
      "Reads examples, one a line: label, tab, text; UTF-8, plain or gzipped (.gz). Labels are"
          + " whatever the data says, two or many. After every epoch the model is measured on the"
          + " development data; the best one is kept, and written as a model directory that needs"
          + " nothing else: network, vocabulary, model.json with all settings, and a model card."
    },
    // Said here again, because a mixin's heading would come before an inherited one.
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  safr train --train examples/data/questions-train.tsv \\",
      "      --dev examples/data/questions-dev.tsv --output questions \\",
      "      --batch-tokens 128 --epochs 10",
      "      A model that sorts support mails, from few examples.",
      "  safr train --encoder word --train german.tsv --dev german-dev.tsv --language de \\",
      "      --output post",
      "      A small model that learns its words from the data.",
      "  safr train --train phrases.tsv.gz --train more.tsv --dev dev.tsv --output mood --seed 7",
      "      Several training files, and another seed.",
      "  safr train --train phrases.tsv.gz --train more.tsv --dev dev.tsv --output mood \\",
      "      --seed 7 --resume",
      "      Goes on where the run before was interrupted, with the same result."
    })
final class TrainCommand implements Callable<Integer> {

  @Option(
      names = "--train",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Training data; may be given several times.")
  private List<Path> train;

  @Option(
      names = "--dev",
      required = true,
      paramLabel = "FILE",
      description = "Development data: decides which epoch is the best, and when to stop.")
  private Path dev;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Directory for the model; new or empty, except with --resume.")
  private Path output;

  @Option(
      names = "--resume",
      description = "Go on from the last checkpoint in the output directory, with equal options.")
  private boolean resume;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the model, as annotations carry it.%n  Default: that of the directory")
  private @Nullable String name;

  @Option(
      names = "--language",
      defaultValue = "en",
      paramLabel = "CODE",
      description = "Language of the texts (ISO 639), which decides how tokens are found.")
  private String language;

  @Mixin private NetworkOptions network;

  @Mixin private ObjectiveOptions objective;

  @Mixin private LearningOptions learning;

  @ParentCommand private SafrCommand safr;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    TrainingOptions options = options();
    for (Path file : train) {
      InputFiles.checkReadable("Training file", file);
    }
    InputFiles.checkReadable("Development file", dev);
    checkOutput();
    return train(options);
  }

  /**
   * All options together, checked before anything is read.
   *
   * @throws ParameterException if a value is wrong, or does not fit the others
   */
  TrainingOptions options() {
    Checks usage = new Checks(spec);
    usage.language("--language", language);
    objective.check(usage);
    EncoderKind encoder = network.encoder(usage, objective.name(), language);
    network.check(usage, encoder);
    learning.check(usage);
    TrainingOptions.Builder options =
        TrainingOptions.builder(objective.objective(), encoder)
            .name(modelName(usage))
            .language(language);
    network.applyTo(options);
    objective.applyTo(options);
    learning.applyTo(options);
    try {
      return options.build();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private String modelName(Checks usage) {
    Path directory = output.toAbsolutePath().normalize().getFileName();
    // A root has no name of its own.
    String given = name == null ? String.valueOf(directory == null ? "" : directory) : name;
    usage.modelName("--name", given);
    return given;
  }

  private void checkOutput() throws IOException {
    if (!resume) {
      OutputDirectory.checkNew(output, "Choose another, or go on with --resume.");
    } else if (!Files.isDirectory(output)) {
      throw new CommandFailure(
          "There is no run to resume in '" + output + "'. Start it without --resume.");
    }
  }

  private int train(TrainingOptions options) throws IOException {
    TrainingJob job = new TrainingJob(options, train, dev, output);
    if (job.isFinished()) {
      job.tidy();
      safr.console().result("The model in '" + output + "' is finished already.");
      return ExitCode.OK;
    }
    ClassificationMetrics metrics;
    try (TrainingProgress progress =
        new TrainingProgress(safr.console(), Terminal.watchesStandardError())) {
      metrics = job.run(resume, progress);
    } catch (FileSystemException e) {
      throw new CommandFailure(
          "'%s' cannot be written (%s). Check its permissions and the space left, then go on with --resume."
              .formatted(
                  e.getFile(),
                  e.getReason() == null ? e.getClass().getSimpleName() : e.getReason()),
          e);
    }
    safr.console()
        .result(
            String.format(
                Locale.ROOT,
                "%s: accuracy %.4f, macro F1 %.4f on %,d development texts",
                output,
                metrics.accuracy(),
                metrics.macroF1(),
                metrics.examples()));
    return ExitCode.OK;
  }
}
