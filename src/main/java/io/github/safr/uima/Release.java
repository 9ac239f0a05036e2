package io.github.safr.uima;

/** What the descriptors of the engines say of where they come from; annotations need constants. */
final class Release {

  static final String VERSION = "0.1.0";
  static final String VENDOR = "safr-uima";

  private Release() {}
}
