package io.github.safr.cli;

import io.github.safr.type.Token;
import org.jspecify.annotations.Nullable;

/**
 * Which annotations are units and tokens.
 *
 * @param unit what gets a label of its own, if it is no annotation of the documents' own
 * @param unitType name of the type of annotations of the documents' own that get labels; null for
 *     none
 * @param tokenType name of the type of the tokens that documents bring; null to find tokens
 */
record AnnotationChoice(Unit unit, @Nullable String unitType, @Nullable String tokenType) {

  /** Sentences or documents, found by us. */
  static AnnotationChoice of(Unit unit) {
    return new AnnotationChoice(unit, null, null);
  }

  /** Name of the type of the tokens, whoever finds them. */
  String tokens() {
    return tokenType == null ? Token._TypeName : tokenType;
  }

  /** What a unit is called, in the plural; empty if it is the whole document. */
  String units() {
    if (unitType != null) {
      return "units";
    }
    return unit == Unit.SENTENCE ? "sentences" : "";
  }
}
