package io.github.safr.network;

import java.util.Locale;

/** What a network is trained for besides being right. */
public enum Objective {
  /** The paper's terms exactly as its code has them. */
  PAPER,
  /** The same ideas, free of padding and of scale, with VMASK's information term. */
  CORRECTED,
  /** Nothing: cross-entropy alone, without a word mask. */
  NONE;

  /** Its name in options and model files. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the network has a word mask. */
  public boolean masks() {
    return this != NONE;
  }

  /**
   * The objective of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Objective of(String id) {
    for (Objective objective : values()) {
      if (objective.id().equals(id)) {
        return objective;
      }
    }
    throw new IllegalArgumentException(
        "Unknown objective '" + id + "'. Use corrected, paper or none.");
  }
}
