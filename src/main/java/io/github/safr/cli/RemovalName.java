package io.github.safr.cli;

import io.github.safr.model.Removal;

/** How tokens are removed, as the command line calls it. */
enum RemovalName {
  DELETION(Removal.DELETION),
  REPLACEMENT(Removal.REPLACEMENT);

  private final Removal removal;

  RemovalName(Removal removal) {
    this.removal = removal;
  }

  Removal removal() {
    return removal;
  }

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
