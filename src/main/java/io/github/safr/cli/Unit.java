package io.github.safr.cli;

import java.util.Locale;

/** What gets a label of its own. */
enum Unit {
  SENTENCE,
  DOCUMENT;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
