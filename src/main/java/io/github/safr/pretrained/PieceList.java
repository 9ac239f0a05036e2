package io.github.safr.pretrained;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The word pieces that a {@code tokenizer.json} of Hugging Face's tokenizers lists. */
final class PieceList {

  private PieceList() {}

  /**
   * Reads the pieces, in the order of their ids; the caller closes the reader.
   *
   * @param size how many there must be
   * @throws IOException if the reader fails, or if the file is no such file, or if its ids are not
   *     each number from 0 to {@code size - 1} once
   */
  static List<String> read(Reader reader, int size) throws IOException {
    JsonObject ids;
    try {
      ids =
          JsonParser.parseReader(reader)
              .getAsJsonObject()
              .getAsJsonObject("model")
              .getAsJsonObject("vocab");
    } catch (JsonParseException
        | IllegalStateException
        | ClassCastException
        | NullPointerException e) {
      throw new IOException("The tokenizer file has no object 'model.vocab'.", e);
    }
    if (ids == null || ids.size() != size) {
      throw new IOException(
          "The tokenizer file lists %s word pieces, not %,d."
              .formatted(ids == null ? "no" : "%,d".formatted(ids.size()), size));
    }
    String[] pieces = new String[size];
    for (Map.Entry<String, JsonElement> entry : ids.entrySet()) {
      int id = id(entry.getValue());
      if (id < 0 || id >= size || pieces[id] != null) {
        throw new IOException(
            "The tokenizer file gives the piece '%s' the id %s, which is taken or no id."
                .formatted(entry.getKey(), entry.getValue()));
      }
      pieces[id] = entry.getKey();
    }
    return List.copyOf(Arrays.asList(pieces));
  }

  private static int id(JsonElement value) {
    try {
      return value.getAsInt();
    } catch (NumberFormatException | UnsupportedOperationException | IllegalStateException e) {
      return -1;
    }
  }
}
