package io.github.safr.cli;

import java.util.Locale;

/** What a network can be trained for besides being right. */
enum ObjectiveName {
  CORRECTED,
  PAPER,
  NONE;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
