package io.github.safr.cli;

import io.github.safr.model.BundledModels;
import io.github.safr.training.AttributionJob;
import io.github.safr.training.AttributionSettings;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Teaches a trained model what tokens contribute to its decisions. */
@Command(
    name = "attribute",
    header = "Teach a trained model what tokens contribute on texts like yours.",
    customSynopsis = "safr attribute --model NAME|DIR --texts FILE... --output DIR [OPTION...]",
    description = {
      "",
      "A model learns to explain itself at the end of its training, from texts that it was trained"
          + " on. This does it anew, for a bundled model or another, from texts of yours: the model"
          + " is asked what it makes of parts of them. What it decides stays as it is, so labels do"
          + " not matter; files are in the format of 'train' all the same. See with 'evaluate"
          + " --explainers' whether the new explanations are better on your texts."
    },
    footer = {
      "",
      "Examples:",
      "  safr attribute --model en-sentiment --texts letters.tsv --output letters-sentiment",
      "      The bundled model, with explanations for letters.",
      "  safr attribute --model mood --texts train.tsv --attribution-texts 5000 --output mood-5000",
      "      Explanations learned from more texts than 'train' takes."
    })
final class AttributeCommand implements Callable<Integer> {

  @Option(
      names = "--model",
      required = true,
      paramLabel = ModelOption.LABEL,
      description = ModelOption.DESCRIPTION)
  private String model;

  @Mixin private TrustOption signed;

  @Option(
      names = "--texts",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Texts to learn from, one a line: label, tab, text; may be given several times.")
  private List<Path> texts;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Directory for the new model; new or empty.")
  private Path output;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description =
          "Name of the new model, as annotations carry it.%n  Default: that of the old one")
  private @Nullable String name;

  @Option(
      names = "--attribution-texts",
      defaultValue = "" + AttributionSettings.TEXTS,
      paramLabel = "N",
      description = "Learn from N texts, drawn by chance, windows of long ones counted.")
  private int number;

  @Option(
      names = "--seed",
      defaultValue = "0",
      paramLabel = "N",
      description = "Where all randomness comes from: the same seed, the same run.")
  private long seed;

  @Option(
      names = "--threads",
      defaultValue = "0",
      paramLabel = "N",
      description = "Threads of TensorFlow; 0 for its own choice, 1 for bitwise the same result.")
  private int threads;

  @ParentCommand private SafrCommand safr;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Checks usage = new Checks(spec);
    usage.atLeast("--attribution-texts", number, 1);
    usage.range("--threads", threads, 0, LearningOptions.MOST_THREADS);
    if (name != null) {
      usage.modelName("--name", name);
    }
    for (Path file : texts) {
      InputFiles.checkReadable("Text file", file);
    }
    OutputDirectory.checkNew(output, "Choose another.");
    checkOutsideOfModel();
    AttributionJob job =
        new AttributionJob(
            model,
            signed.trust(),
            texts,
            new AttributionSettings(number, seed, threads),
            name,
            output);
    try (TrainingProgress progress =
        new TrainingProgress(safr.console(), Terminal.watchesStandardError())) {
      job.run(progress);
    } catch (FileSystemException e) {
      throw new CommandFailure(
          "'%s' cannot be read or written (%s). Check its permissions and the space left."
              .formatted(
                  e.getFile(),
                  e.getReason() == null ? e.getClass().getSimpleName() : e.getReason()),
          e);
    }
    safr.console().result("The model with its new explanations is in '" + output + "'.");
    return ExitCode.OK;
  }

  /** A model's directory holds no other folder: whatever reads it insists on that. */
  private void checkOutsideOfModel() {
    Path whole = output.toAbsolutePath().normalize();
    if (!BundledModels.names().contains(model)
        && whole.startsWith(Path.of(model).toAbsolutePath().normalize())) {
      throw new CommandFailure(
          "Output '" + output + "' is inside the model. Choose a directory outside of it.");
    }
  }
}
