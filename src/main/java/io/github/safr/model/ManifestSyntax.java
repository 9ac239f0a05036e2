package io.github.safr.model;

import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads a description token by token before anything is made of it. What has a name twice says two
 * things, and readers differ in which they take; what has a name that we do not know is not ours.
 */
final class ManifestSyntax {

  /** Ours are three deep. */
  private static final int DEEPEST = 16;

  private static final Set<String> MEMBERS =
      Arrays.stream(ModelManifest.class.getRecordComponents())
          .map(RecordComponent::getName)
          .collect(Collectors.toSet());

  private ManifestSyntax() {}

  /**
   * Looks at a description.
   *
   * @throws JsonParseException if it is not strict JSON (RFC 8259), has members of one name or of
   *     unknown names, or is nested too deep
   */
  static void check(String json) {
    try (JsonReader reader = new JsonReader(new StringReader(json))) {
      reader.setStrictness(Strictness.STRICT);
      value(reader, 0);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new JsonParseException("Something follows it.");
      }
    } catch (IOException | IllegalStateException e) {
      throw new JsonParseException("It is not JSON.", e);
    }
  }

  private static void value(JsonReader reader, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new JsonParseException("It is nested too deep.");
    }
    switch (reader.peek()) {
      case BEGIN_ARRAY -> {
        reader.beginArray();
        while (reader.hasNext()) {
          value(reader, depth + 1);
        }
        reader.endArray();
      }
      case BEGIN_OBJECT -> {
        reader.beginObject();
        members(reader, depth);
        reader.endObject();
      }
      default -> reader.skipValue();
    }
  }

  private static void members(JsonReader reader, int depth) throws IOException {
    Set<String> names = new HashSet<>();
    while (reader.hasNext()) {
      String name = reader.nextName();
      if (!names.add(name)) {
        throw new JsonParseException("It says something twice.");
      }
      if (depth == 0 && !MEMBERS.contains(name)) {
        throw new JsonParseException("It has a field that no version before this one had.");
      }
      value(reader, depth + 1);
    }
  }
}
