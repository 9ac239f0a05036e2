package io.github.safr.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * JSON of strangers, token by token: strings, and all that is read of a stream, are as long as the
 * largest document at most, nothing is nested deeper than Jackson allows, and messages quote
 * nothing.
 */
final class JsonInput implements AutoCloseable {

  /** JSON that is not what it should be. */
  static final class UnexpectedException extends IOException {

    private static final long serialVersionUID = 1L;

    private UnexpectedException(@Nullable Throwable cause) {
      super("unexpected JSON", cause);
    }
  }

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength((int) DocumentReader.MAX_BYTES)
                  .maxDocumentLength(DocumentReader.MAX_BYTES)
                  .build())
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .build();

  private final JsonParser json;

  private JsonInput(JsonParser json) {
    this.json = json;
  }

  static JsonInput of(byte[] bytes) throws IOException {
    return new JsonInput(FACTORY.createParser(bytes));
  }

  /** Reads from a stream, and perhaps a little further than it is asked to. */
  static JsonInput of(InputStream in) throws IOException {
    return new JsonInput(FACTORY.createParser(in));
  }

  /** Goes to the next token, which must be of a kind. */
  void next(@Nullable JsonToken expected) throws IOException {
    json.nextToken();
    require(expected);
  }

  /** Goes to the next member of an object; false at the object's end. */
  boolean nextMember() throws IOException {
    if (json.nextToken() == JsonToken.END_OBJECT) {
      return false;
    }
    require(JsonToken.FIELD_NAME);
    return true;
  }

  /** Goes to the next element of an array; false at the array's end. */
  boolean nextElement() throws IOException {
    return json.nextToken() != JsonToken.END_ARRAY;
  }

  /** Goes to the value of a member. */
  void value() throws IOException {
    json.nextToken();
  }

  void require(@Nullable JsonToken expected) throws IOException {
    if (json.currentToken() != expected) {
      throw unexpected();
    }
  }

  /** Leaves out the value at hand, with all that is in it. */
  void skip() throws IOException {
    json.skipChildren();
  }

  /** The name of the member at hand. */
  String name() throws IOException {
    return json.currentName();
  }

  String string() throws IOException {
    require(JsonToken.VALUE_STRING);
    return json.getText();
  }

  int integer() throws IOException {
    require(JsonToken.VALUE_NUMBER_INT);
    return json.getIntValue();
  }

  /** A string, a number ({@link Long} or {@link Double}), a truth value, or null. */
  @Nullable Object scalar() throws IOException {
    return switch (json.currentToken()) {
      case VALUE_STRING -> json.getText();
      case VALUE_NUMBER_INT -> json.getLongValue();
      case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw unexpected();
    };
  }

  /** Bytes written in Base64. */
  byte[] bytes() throws IOException {
    require(JsonToken.VALUE_STRING);
    return json.getBinaryValue();
  }

  boolean isAtNull() {
    return json.currentToken() == JsonToken.VALUE_NULL;
  }

  boolean isAt(JsonToken token) {
    return json.currentToken() == token;
  }

  UnexpectedException unexpected() {
    return new UnexpectedException(null);
  }

  /** Where the token at hand is, for the person who has the file. */
  String place() {
    var location = json.currentTokenLocation();
    return "line %,d, column %,d".formatted(location.getLineNr(), location.getColumnNr());
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
