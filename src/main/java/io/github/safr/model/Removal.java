package io.github.safr.model;

/** How tokens are taken out of a text, to see what the model makes of the rest. */
public enum Removal {

  /** The token is gone and its neighbours move together. */
  DELETION,

  /** The unknown word stands in the token's place. */
  REPLACEMENT
}
