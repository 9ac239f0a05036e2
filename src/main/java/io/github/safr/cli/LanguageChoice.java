package io.github.safr.cli;

import org.jspecify.annotations.Nullable;

/**
 * What language documents are taken to be in.
 *
 * @param asked ISO 639 code for all of them, whatever they say themselves; {@code null} leaves it
 *     to them
 * @param usual ISO 639 code for those that say nothing: that of the model
 */
record LanguageChoice(@Nullable String asked, String usual) {

  /** The language of a document that says nothing. */
  String ofSilentDocuments() {
    return asked == null ? usual : asked;
  }
}
