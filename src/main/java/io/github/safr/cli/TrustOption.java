package io.github.safr.cli;

import io.github.safr.model.ModelTrust;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --trusted-key}, of commands that are given models. */
final class TrustOption {

  @Option(
      names = "--trusted-key",
      paramLabel = "FILE",
      description =
          "Use the model only if the owner of this public key (Ed25519, in PEM) has signed it:"
              + " docs/training.md shows how.%n  Default: any model that is whole")
  private @Nullable String key;

  /** Path of the key; null if there is none. */
  @Nullable String key() {
    return key;
  }

  /** Whose models may be used. */
  ModelTrust trust() {
    return ModelTrust.of(key);
  }
}
