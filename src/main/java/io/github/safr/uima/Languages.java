package io.github.safr.uima;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.uima.cas.CAS;
import org.apache.uima.jcas.JCas;

/** What language a document is in. */
final class Languages {

  private Languages() {}

  /**
   * The language of a document.
   *
   * @param told what a parameter says; {@code null} leaves it to the CAS
   * @return nothing if neither says any
   */
  static Optional<String> of(JCas jcas, String told) {
    String language = told == null ? jcas.getDocumentLanguage() : told;
    return Optional.ofNullable(language)
        .filter(code -> !code.isBlank() && !code.equals(CAS.DEFAULT_LANGUAGE_NAME));
  }

  /**
   * Whether a language is one of some.
   *
   * @param language ISO 639-1 code, or a tag that begins with one, as in {@code en-GB}
   * @param among codes; if there are none, every language will do
   */
  static boolean isAmong(String language, List<String> among) {
    String code = language.split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
    return among.isEmpty() || among.contains(code);
  }
}
