package io.github.safr.cli;

import io.github.safr.model.ModelManifest;
import io.github.safr.network.Objective;
import io.github.safr.training.TrainingOptions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Options of {@code train} for what the network learns besides the labels. Those left out are null
 * where the objective decides them.
 */
@Command(optionListHeading = "%nObjective:%n")
final class ObjectiveOptions {

  @Option(
      names = "--objective",
      defaultValue = "corrected",
      paramLabel = "NAME",
      description = {
        "What the network learns besides the labels:",
        "corrected: few important words, neurons of their own for each, free of padding;",
        "paper: the same by the formulas of the published code, for comparison;",
        "none: nothing, and no word mask."
      })
  private ObjectiveName objective;

  @Option(
      names = "--lambda-importance",
      paramLabel = "X",
      description =
          "Weight of keeping important words on neurons of their own, from 0."
              + "%n  Default: 1, without effect for objective none")
  private @Nullable Double lambdaImportance;

  @Option(
      names = "--lambda-interaction",
      paramLabel = "X",
      description =
          "Weight of letting words that are read together share neurons, from 0."
              + "%n  Default: 1, without effect for objective none")
  private @Nullable Double lambdaInteraction;

  @Option(
      names = "--lambda-information",
      paramLabel = "X",
      description =
          "Weight of keeping the word mask close to its prior early on, from 0."
              + "%n  Default: 0.1 for objective corrected, else 0")
  private @Nullable Double lambdaInformation;

  @Option(
      names = "--keep-prior",
      paramLabel = "X",
      description =
          "Share of the words that the mask keeps before it knows anything, between 0 and 1."
              + "%n  Default: 0.4; 0.2 for words")
  private @Nullable Double keepPrior;

  @Option(
      names = "--paper-padding",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "For objective paper: pad every text to N tokens and let padding take part, as the"
              + " published code does; also the longest stretch read at once. 0 for no part.")
  private int paperPadding;

  /** The objective by the name that people give it. */
  ObjectiveName name() {
    return objective;
  }

  /** The objective itself. */
  Objective objective() {
    return Objective.of(objective.toString());
  }

  /** Checks each value, and that padding is asked for only where it is known. */
  void check(Checks usage) {
    usage.atLeast("--lambda-importance", lambdaImportance, 0);
    usage.atLeast("--lambda-interaction", lambdaInteraction, 0);
    usage.atLeast("--lambda-information", lambdaInformation, 0);
    usage.between("--keep-prior", keepPrior, 0.001, 0.999);
    usage.range("--paper-padding", paperPadding, 0, ModelManifest.LARGEST_WINDOW);
    if (paperPadding > 0 && objective != ObjectiveName.PAPER) {
      throw usage.invalid(
          "--paper-padding", String.valueOf(paperPadding), "0, or choose --objective paper");
    }
  }

  /** Sets what was given; the rest keeps its default. */
  void applyTo(TrainingOptions.Builder options) {
    options.paperPadding(paperPadding);
    Optional.ofNullable(lambdaImportance).ifPresent(options::lambdaImportance);
    Optional.ofNullable(lambdaInteraction).ifPresent(options::lambdaInteraction);
    Optional.ofNullable(lambdaInformation).ifPresent(options::lambdaInformation);
    Optional.ofNullable(keepPrior).ifPresent(options::keepPrior);
  }
}
