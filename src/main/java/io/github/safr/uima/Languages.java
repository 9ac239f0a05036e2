package io.github.safr.uima;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.uima.cas.CAS;
import org.apache.uima.jcas.JCas;
import org.jspecify.annotations.Nullable;

/** What language a document is in. */
final class Languages {

  /** How a language tag begins (RFC 5646); what a document says may be anything. */
  private static final Pattern CODE = Pattern.compile("([A-Za-z]{2,8})(?:[-_].*)?");

  private static final String NO_CODE = "?";

  private Languages() {}

  /**
   * The language of a document, as the code that a tag such as {@code en-GB} begins with, in lower
   * case.
   *
   * @param told what a parameter says; {@code null} leaves it to the CAS
   * @return nothing if neither says any; a question mark if it is no code
   */
  static Optional<String> of(JCas jcas, @Nullable String told) {
    String language = told == null ? jcas.getDocumentLanguage() : told;
    return Optional.ofNullable(language)
        .filter(tag -> !tag.isBlank() && !tag.equals(CAS.DEFAULT_LANGUAGE_NAME))
        .map(Languages::code);
  }

  /**
   * Whether a language is one of some.
   *
   * @param language ISO 639-1 code, or a tag that begins with one, as in {@code en-GB}
   * @param among others such; if there are none, every language will do
   */
  static boolean isAmong(String language, List<String> among) {
    return among.isEmpty() || among.stream().anyMatch(one -> code(one).equals(code(language)));
  }

  private static String code(String tag) {
    Matcher code = CODE.matcher(tag);
    return code.matches() ? code.group(1).toLowerCase(Locale.ROOT) : NO_CODE;
  }
}
