package io.github.safr.uima;

import java.util.ArrayList;
import java.util.List;
import org.apache.uima.cas.Type;
import org.apache.uima.jcas.JCas;
import org.apache.uima.jcas.tcas.Annotation;

/**
 * What is classified as one: an annotation with the tokens that it covers.
 *
 * @param annotation covers the unit
 * @param tokens the tokens inside, in the order of the text, at least one; empty ones do not count
 */
record Unit<A extends Annotation>(A annotation, List<Annotation> tokens) {

  /** Those of the annotations that cover tokens. */
  static <A extends Annotation> List<Unit<A>> of(JCas jcas, List<A> annotations, Type tokenType) {
    List<Unit<A>> units = new ArrayList<>();
    for (A annotation : annotations) {
      List<Annotation> tokens =
          jcas.<Annotation>select(tokenType)
              .coveredBy(annotation.getBegin(), annotation.getEnd())
              .filter(token -> token.getBegin() < token.getEnd())
              .toList();
      if (!tokens.isEmpty()) {
        units.add(new Unit<>(annotation, tokens));
      }
    }
    return units;
  }

  /** The texts of the tokens, as a model reads them. */
  List<String> texts() {
    return tokens.stream().map(Annotation::getCoveredText).toList();
  }
}
