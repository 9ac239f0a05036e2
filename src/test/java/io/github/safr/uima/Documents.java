package io.github.safr.uima;

import io.github.safr.type.Sentence;
import io.github.safr.type.Token;
import java.util.List;
import org.apache.uima.fit.factory.JCasFactory;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.jcas.JCas;
import org.apache.uima.jcas.tcas.Annotation;
import org.apache.uima.util.CasCreationUtils;

/** CASes for tests. */
final class Documents {

  private Documents() {}

  /** A CAS with a text, with our types and the foreign ones. */
  static JCas of(String text) throws Exception {
    JCas jcas =
        JCasFactory.createJCas(
            CasCreationUtils.mergeTypeSystems(
                List.of(
                    TypeSystemDescriptionFactory.createTypeSystemDescription(),
                    TypeSystemDescriptionFactory.createTypeSystemDescription(
                        "io.github.safr.uima.ForeignTypes"))));
    jcas.setDocumentText(text);
    return jcas;
  }

  /** A CAS with sentences, each of tokens between spaces, one line a sentence. */
  static JCas ofLines(String text) throws Exception {
    JCas jcas = of(text);
    addLines(jcas);
    return jcas;
  }

  /** Makes every line of the text a sentence, and what is between spaces its tokens. */
  static void addLines(JCas jcas) {
    String text = jcas.getDocumentText();
    int begin = 0;
    for (String line : text.split("\n", -1)) {
      new Sentence(jcas, begin, begin + line.length()).addToIndexes();
      int token = begin;
      for (String word : line.split(" ", -1)) {
        if (!word.isEmpty()) {
          new Token(jcas, token, token + word.length()).addToIndexes();
        }
        token += word.length() + 1;
      }
      begin += line.length() + 1;
    }
  }

  /** Adds an annotation of a type that has no class. */
  static Annotation add(JCas jcas, String type, int begin, int end) {
    Annotation annotation =
        (Annotation) jcas.getCas().createAnnotation(jcas.getTypeSystem().getType(type), begin, end);
    annotation.addToIndexes();
    return annotation;
  }

  static <A extends Annotation> List<A> all(JCas jcas, Class<A> type) {
    return jcas.select(type).toList();
  }

  static List<String> texts(JCas jcas, Class<? extends Annotation> type) {
    return all(jcas, type).stream().map(Annotation::getCoveredText).toList();
  }
}
