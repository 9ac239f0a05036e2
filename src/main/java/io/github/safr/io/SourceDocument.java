package io.github.safr.io;

/**
 * A document that was read.
 *
 * @param name what to call it, as in {@link DocumentFile#name()}
 * @param text its text, without byte order mark; may be empty
 * @param replacedCharacters how many characters XML forbids and {@link XmlCharacters} replaced
 */
public record SourceDocument(String name, String text, int replacedCharacters) {}
