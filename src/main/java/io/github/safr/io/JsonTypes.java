package io.github.safr.io;

import static org.apache.uima.json.jsoncas2.JsonCas2Names.ARRAY_SUFFIX;
import static org.apache.uima.json.jsoncas2.JsonCas2Names.ELEMENT_TYPE_FIELD;
import static org.apache.uima.json.jsoncas2.JsonCas2Names.HEADER_FIELD;
import static org.apache.uima.json.jsoncas2.JsonCas2Names.RANGE_FIELD;
import static org.apache.uima.json.jsoncas2.JsonCas2Names.RESERVED_FIELD_PREFIX;
import static org.apache.uima.json.jsoncas2.JsonCas2Names.SUPER_TYPE_FIELD;
import static org.apache.uima.json.jsoncas2.JsonCas2Names.TYPES_FIELD;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.uima.UIMAFramework;
import org.apache.uima.cas.CAS;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.resource.metadata.TypeDescription;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.apache.uima.util.CasCreationUtils;
import org.jspecify.annotations.Nullable;

/**
 * The types that documents in JSON declare, put together. Most documents of a collection declare
 * the same: of what was met, hashes are kept.
 */
final class JsonTypes {

  private static final Set<String> PRIMITIVES =
      Set.of(
          CAS.TYPE_NAME_BOOLEAN,
          CAS.TYPE_NAME_BYTE,
          CAS.TYPE_NAME_SHORT,
          CAS.TYPE_NAME_INTEGER,
          CAS.TYPE_NAME_LONG,
          CAS.TYPE_NAME_FLOAT,
          CAS.TYPE_NAME_DOUBLE,
          CAS.TYPE_NAME_STRING);

  /** Of one document, which is not read if it declares more. */
  private static final int MOST_TYPES = 10_000;

  private static final int MOST_FEATURES = 100_000;

  /**
   * A type as it is written.
   *
   * @param features what each feature is to hold: the type, and that of its elements or null
   */
  private record Declared(String supertype, Map<String, Map.Entry<String, String>> features) {}

  private final NameHashes met = new NameHashes();
  private final Set<String> builtIn = new TreeSet<>();
  private TypeSystemDescription merged = empty();

  JsonTypes() {
    try {
      CasCreationUtils.createCas()
          .getTypeSystem()
          .getTypeIterator()
          .forEachRemaining(type -> builtIn.add(type.getName()));
    } catch (ResourceInitializationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The types of all documents. */
  TypeSystemDescription merged() {
    return merged;
  }

  /**
   * Adds the types of a document. Of one that cannot be read, or whose types no CAS can have,
   * whoever reads it tells what is wrong.
   *
   * @throws DocumentException if they contradict those of the documents before
   */
  void add(Path file) throws DocumentException {
    Map<String, Declared> declared = declared(file);
    if (declared.isEmpty() || !met.add(declared.toString())) {
      return;
    }
    TypeSystemDescription types = described(declared);
    if (!arePossible(types)) {
      return;
    }
    try {
      merged = TypeSystems.merged(List.of(merged, types));
    } catch (ResourceInitializationException e) {
      throw new DocumentException(
          ("The types of '%s' contradict those of documents before it. Annotate it apart, or name"
                  + " one type system for all with --type-system.")
              .formatted(file),
          e);
    }
  }

  /** Whether a CAS can have these types; only a CAS that is made tells it in full. */
  private static boolean arePossible(TypeSystemDescription types) {
    try {
      TypeCircles.check(List.of(types));
      CasCreationUtils.createCas(types, null, null).release();
      return true;
    } catch (ResourceInitializationException | RuntimeException | StackOverflowError e) {
      return false;
    }
  }

  /** They stand first in the file, or it has none. Reads as far as a document may be long. */
  private static Map<String, Declared> declared(Path file) {
    Map<String, Declared> declared = new LinkedHashMap<>();
    int features = 0;
    try (InputStream bytes = FileContent.open(file);
        JsonInput in = JsonInput.of(bytes)) {
      in.next(JsonToken.START_OBJECT);
      boolean more = in.nextMember();
      if (more && in.name().equals(HEADER_FIELD)) {
        in.value();
        in.skip();
        more = in.nextMember();
      }
      if (more && in.name().equals(TYPES_FIELD)) {
        in.next(JsonToken.START_OBJECT);
        while (in.nextMember()) {
          String name = in.name();
          in.next(JsonToken.START_OBJECT);
          Declared type = type(in);
          features += type.features().size();
          if ((declared.put(name, type) == null && declared.size() > MOST_TYPES)
              || features > MOST_FEATURES) {
            return Map.of();
          }
        }
      }
      return declared;
    } catch (IOException e) {
      return Map.of();
    }
  }

  private static Declared type(JsonInput in) throws IOException {
    String supertype = CAS.TYPE_NAME_TOP;
    Map<String, Map.Entry<String, String>> features = new LinkedHashMap<>();
    while (in.nextMember()) {
      String name = in.name();
      in.value();
      if (name.equals(SUPER_TYPE_FIELD)) {
        supertype = in.string();
      } else if (name.startsWith(RESERVED_FIELD_PREFIX)) {
        in.skip();
      } else {
        in.require(JsonToken.START_OBJECT);
        features.put(name, range(in));
      }
    }
    return new Declared(supertype, features);
  }

  private static Map.Entry<String, String> range(JsonInput in) throws IOException {
    String range = CAS.TYPE_NAME_TOP;
    String elements = "";
    while (in.nextMember()) {
      String name = in.name();
      in.value();
      switch (name) {
        case RANGE_FIELD -> range = in.string();
        case ELEMENT_TYPE_FIELD -> elements = in.string();
        default -> in.skip();
      }
    }
    if (range.endsWith(ARRAY_SUFFIX)) {
      String of = range.substring(0, range.length() - ARRAY_SUFFIX.length());
      return PRIMITIVES.contains(of)
          ? Map.entry(of + "Array", "")
          : Map.entry(CAS.TYPE_NAME_FS_ARRAY, of);
    }
    return Map.entry(range, range.equals(CAS.TYPE_NAME_FS_ARRAY) ? elements : "");
  }

  private TypeSystemDescription described(Map<String, Declared> declared) {
    TypeSystemDescription types = empty();
    Set<String> kindsOfString = new TreeSet<>();
    declared.forEach(
        (name, type) -> {
          if (type.supertype().equals(CAS.TYPE_NAME_STRING)) {
            // JSON does not say which strings are allowed: to UIMA, none would be.
            kindsOfString.add(name);
          }
        });
    declared.forEach(
        (name, type) -> {
          if (builtIn.contains(name)
              || name.endsWith(ARRAY_SUFFIX)
              || kindsOfString.contains(name)) {
            return;
          }
          TypeDescription made = types.addType(name, "", type.supertype());
          type.features()
              .forEach(
                  (feature, range) ->
                      made.addFeature(
                          feature,
                          "",
                          kindsOfString.contains(range.getKey())
                              ? CAS.TYPE_NAME_STRING
                              : range.getKey(),
                          element(range.getValue()),
                          null));
        });
    return types;
  }

  /** Any kind of element needs no mention. */
  private static @Nullable String element(String type) {
    return type.isEmpty() || type.equals(CAS.TYPE_NAME_TOP) ? null : type;
  }

  private static TypeSystemDescription empty() {
    return UIMAFramework.getResourceSpecifierFactory().createTypeSystemDescription();
  }
}
