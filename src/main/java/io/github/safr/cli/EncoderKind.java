package io.github.safr.cli;

import java.util.Locale;

/** The kinds of network that {@code train} can build. */
enum EncoderKind {
  WORD;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
