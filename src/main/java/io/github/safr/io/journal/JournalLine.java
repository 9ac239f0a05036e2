package io.github.safr.io.journal;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A line of a journal, one of three: the first, with the settings; a document, with the size of its
 * file in bytes, or with why it failed; the last, of a finished run, with the number of documents
 * annotated.
 */
record JournalLine(
    @Nullable Integer format,
    @Nullable SortedMap<String, String> settings,
    @Nullable String document,
    @Nullable Long bytes,
    @Nullable DocumentFailure failure,
    @Nullable Long annotated) {

  private static final int FORMAT = 1;
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  static JournalLine first(Map<String, String> settings) {
    return new JournalLine(FORMAT, new TreeMap<>(settings), null, null, null, null);
  }

  static JournalLine done(String document, long bytes) {
    return new JournalLine(null, null, document, bytes, null, null);
  }

  static JournalLine failed(String document, DocumentFailure failure) {
    return new JournalLine(null, null, document, null, failure, null);
  }

  static JournalLine last(long annotated) {
    return new JournalLine(null, null, null, null, null, annotated);
  }

  /** Nothing if the line was cut off by the end of whoever wrote it. */
  static Optional<JournalLine> parse(String line) {
    try {
      return Optional.ofNullable(GSON.fromJson(line, JournalLine.class));
    } catch (JsonParseException e) {
      return Optional.empty();
    }
  }

  boolean isFirst() {
    return format != null && format == FORMAT && settings != null;
  }

  boolean isDone() {
    return document != null && bytes != null;
  }

  boolean isFailed() {
    return document != null && bytes == null;
  }

  boolean isLast() {
    return annotated != null;
  }

  /** Whether it is a file that was changed while it was read. */
  boolean isOfChanged() {
    return document != null && failure != null && failure.is(DocumentFailure.Kind.CHANGED);
  }

  /** Name of the document, of a line that is of one. */
  String name() {
    return Objects.requireNonNull(document);
  }

  byte[] encoded() {
    return (GSON.toJson(this) + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
