package io.github.safr.cli;

import picocli.CommandLine.Option;

/** The option {@code --model}, of every command that has a model unless another is named. */
final class ModelOption {

  /** What the option takes, for commands too that have no model of their own. */
  static final String DESCRIPTION =
      "A bundled model (see 'safr info'), or the directory of one that you trained, or a zip"
          + " archive of it.";

  static final String LABEL = "NAME|DIR";

  @Option(
      names = "--model",
      defaultValue = "en-sentiment",
      paramLabel = LABEL,
      description = DESCRIPTION)
  private String location;

  /** The name or the path that was given. */
  String location() {
    return location;
  }
}
