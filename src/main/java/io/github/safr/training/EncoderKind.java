package io.github.safr.training;

import java.util.Locale;

/** The kinds of network that can be trained. */
public enum EncoderKind {
  /** The paper's: small, learns its words from the training data. */
  WORD,
  /** A pretrained encoder of word pieces, all-MiniLM-L6-v2. */
  MINILM;

  /** Its name in options and model files. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return id();
  }
}
