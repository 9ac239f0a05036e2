package io.github.safr.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What gets a label of its own, and which tokens it has. */
final class UnitOptions {

  private static final String DOCUMENT = "Document";

  @Option(
      names = "--unit",
      paramLabel = "UNIT",
      description =
          "What gets a label of its own: sentence or document.%n  Default: sentence; document with"
              + " --token-type")
  private @Nullable Unit unit;

  @Option(
      names = "--unit-type",
      paramLabel = "TYPE",
      description =
          "Instead of --unit: the type of annotations in documents of UIMA that get labels, such as"
              + " paragraphs.")
  private @Nullable String unitType;

  @Option(
      names = "--token-type",
      paramLabel = "TYPE",
      description =
          "The type of the tokens that documents of UIMA bring. No others are looked for, and no"
              + " sentences.")
  private @Nullable String tokenType;

  /**
   * The choice.
   *
   * @throws ParameterException if the options contradict each other
   */
  AnnotationChoice choice(CommandSpec command) {
    if (unit != null && unitType != null) {
      throw new ParameterException(
          command.commandLine(), "Give --unit or --unit-type, and not both.");
    }
    if (unit == Unit.SENTENCE && tokenType != null) {
      throw new ParameterException(
          command.commandLine(),
          "With --token-type no sentences are looked for: name the type of those that the documents"
              + " have with --unit-type.");
    }
    if (DOCUMENT.equalsIgnoreCase(unitType)) {
      return new AnnotationChoice(Unit.DOCUMENT, null, tokenType);
    }
    Unit chosen = unit != null ? unit : tokenType == null ? Unit.SENTENCE : Unit.DOCUMENT;
    return new AnnotationChoice(chosen, unitType, tokenType);
  }
}
