package io.github.safr.examples.spark;

/** What gets a decision of its own. */
enum Unit {
  /** The text as a whole: a row for each row. */
  DOCUMENT("Document"),

  /** Every sentence: as many rows as the text has sentences. */
  SENTENCE("io.github.safr.type.Sentence");

  private final String type;

  Unit(String type) {
    this.type = type;
  }

  /** What the classifier knows it as. */
  String type() {
    return type;
  }
}
