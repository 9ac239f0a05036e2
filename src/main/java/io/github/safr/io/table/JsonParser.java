package io.github.safr.io.table;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;

/** JSON objects, whose members are columns. Members that are not needed may hold anything. */
final class JsonParser implements RowParser {

  private final TableColumns columns;

  JsonParser(TableColumns columns) {
    this.columns = columns;
  }

  @Override
  public Row parse(String record) throws BadRowException {
    try (JsonReader json = new JsonReader(new StringReader(record))) {
      json.setStrictness(Strictness.STRICT);
      if (json.peek() != JsonToken.BEGIN_OBJECT) {
        throw new BadRowException("is no JSON object.");
      }
      String text = null;
      String id = null;
      json.beginObject();
      while (json.hasNext()) {
        String name = json.nextName();
        boolean isText = name.equals(columns.text());
        boolean isId = name.equals(columns.id());
        JsonToken kind = json.peek();
        if (!isText && !isId) {
          json.skipValue();
        } else if (kind == JsonToken.STRING || (kind == JsonToken.NUMBER && !isText)) {
          String value = json.nextString();
          text = isText ? value : text;
          id = isId ? value : id;
        } else {
          throw new BadRowException(
              "has no string '%s' but another value.".formatted(isText ? columns.text() : name));
        }
      }
      json.endObject();
      // Strict as it is, it throws by itself if anything follows.
      if (json.peek() != JsonToken.END_DOCUMENT) {
        throw new IllegalStateException();
      }
      return complete(text, id);
    } catch (IOException | IllegalStateException | NumberFormatException e) {
      throw new BadRowException("is not JSON. Each line must be one JSON object.", e);
    }
  }

  private Row complete(@Nullable String text, @Nullable String id) throws BadRowException {
    if (text == null) {
      throw new BadRowException(
          "has no '%s'. Name the member that has the text with --text-column."
              .formatted(columns.text()));
    }
    if (id == null && columns.id() != null) {
      throw new BadRowException("has no '%s', which --id-column names.".formatted(columns.id()));
    }
    return new Row(text, id);
  }
}
