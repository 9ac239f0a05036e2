package io.github.safr.explanations;

import java.util.List;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.DoubleArrayFS;
import org.apache.uima.cas.Feature;
import org.apache.uima.cas.FeatureStructure;
import org.apache.uima.cas.IntArrayFS;
import org.apache.uima.cas.StringArrayFS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.text.AnnotationFS;

/** Features of one of our types, by name. */
final class FeatureReader {

  private static final String PACKAGE = "io.github.safr.type.";
  private static final double[] NO_DOUBLES = {};
  private static final int[] NO_INTS = {};
  private static final String[] NO_STRINGS = {};

  private final CAS cas;
  private final Type type;

  /** The type of this short name, which the CAS may lack. */
  FeatureReader(CAS cas, String shortName) {
    this.cas = cas;
    this.type = cas.getTypeSystem().getType(PACKAGE + shortName);
  }

  boolean isKnown() {
    return type != null;
  }

  /** All annotations of the type, in the order of the text; none if the CAS lacks the type. */
  Iterable<AnnotationFS> annotations() {
    return isKnown() ? cas.getAnnotationIndex(type) : List.of();
  }

  /**
   * The text of an annotation.
   *
   * @throws IllegalArgumentException if it lies outside of the document's
   */
  String text(AnnotationFS annotation) {
    String text = annotation.getView().getDocumentText();
    if (text == null
        || annotation.getBegin() < 0
        || annotation.getBegin() > annotation.getEnd()
        || annotation.getEnd() > text.length()) {
      throw new IllegalArgumentException(
          "An annotation of type '"
              + type.getName()
              + "' lies outside of the text. Write the document again.");
    }
    return text.substring(annotation.getBegin(), annotation.getEnd());
  }

  double number(FeatureStructure structure, String feature) {
    return structure.getDoubleValue(named(feature));
  }

  int integer(FeatureStructure structure, String feature) {
    return structure.getIntValue(named(feature));
  }

  String string(FeatureStructure structure, String feature) {
    return structure.getStringValue(named(feature));
  }

  AnnotationFS annotation(FeatureStructure structure, String feature) {
    return (AnnotationFS) structure.getFeatureValue(named(feature));
  }

  double[] numbers(FeatureStructure structure, String feature) {
    FeatureStructure value = structure.getFeatureValue(named(feature));
    return value == null ? NO_DOUBLES : ((DoubleArrayFS) value).toArray();
  }

  int[] integers(FeatureStructure structure, String feature) {
    FeatureStructure value = structure.getFeatureValue(named(feature));
    return value == null ? NO_INTS : ((IntArrayFS) value).toArray();
  }

  String[] strings(FeatureStructure structure, String feature) {
    FeatureStructure value = structure.getFeatureValue(named(feature));
    return value == null ? NO_STRINGS : ((StringArrayFS) value).toArray();
  }

  private Feature named(String feature) {
    Feature found = type.getFeatureByBaseName(feature);
    if (found == null) {
      throw new IllegalArgumentException(
          "Type '"
              + type.getName()
              + "' of this CAS has no feature '"
              + feature
              + "'. Its type system is of another version: use the one that is in safr-uima's jar.");
    }
    return found;
  }
}
