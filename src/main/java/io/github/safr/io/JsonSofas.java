package io.github.safr.io;

import static org.apache.uima.json.jsoncas2.JsonCas2Names.FEATURE_STRUCTURES_FIELD;
import static org.apache.uima.json.jsoncas2.JsonCas2Names.HEADER_FIELD;
import static org.apache.uima.json.jsoncas2.JsonCas2Names.HEADER_OFFSET_ENCODING;
import static org.apache.uima.json.jsoncas2.JsonCas2Names.ID_FIELD;
import static org.apache.uima.json.jsoncas2.JsonCas2Names.TYPE_FIELD;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.FeatureStructure;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.TypeSystem;
import org.apache.uima.json.jsoncas2.encoding.OffsetConverter;
import org.apache.uima.json.jsoncas2.encoding.Utf32CodepointOffsetConverter;
import org.apache.uima.json.jsoncas2.encoding.Utf8ByteOffsetConverter;
import org.jspecify.annotations.Nullable;

/** The texts, or other data, that a JSON CAS is about; each has a view. */
final class JsonSofas {

  /**
   * One of them.
   *
   * @param name of the view
   * @param array id of the array that holds the data; null if it is no array
   */
  record Sofa(
      int id,
      int number,
      String name,
      @Nullable String mime,
      @Nullable String text,
      @Nullable String uri,
      @Nullable Integer array) {}

  /** More views than a document may have. */
  static final class TooManyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private TooManyException() {
      super("too many views");
    }
  }

  /** How each feature structure begins: what it is called in references, and its type. */
  record Head(int id, String type) {

    static Head read(JsonInput in) throws IOException {
      in.require(JsonToken.START_OBJECT);
      member(in, ID_FIELD);
      int id = in.integer();
      member(in, TYPE_FIELD);
      return new Head(id, in.string());
    }

    private static void member(JsonInput in, String name) throws IOException {
      if (!in.nextMember() || !in.name().equals(name)) {
        throw in.unexpected();
      }
      in.value();
    }

    boolean isSofa() {
      return type.equals(CAS.TYPE_NAME_SOFA);
    }

    void skipRest(JsonInput in) throws IOException {
      while (in.nextMember()) {
        in.value();
        in.skip();
      }
    }
  }

  private final Map<Integer, Sofa> byId = new LinkedHashMap<>();
  private final Map<String, CAS> views = new HashMap<>();
  private final Map<Sofa, OffsetConverter> converters = new HashMap<>();
  private final Set<String> described = new HashSet<>();
  private String encoding = "UTF-16";

  /** That of the first view; null if it has none. */
  private @Nullable Sofa first;

  private JsonSofas() {}

  /** Reads a whole file, and of it nothing else. */
  static JsonSofas read(JsonInput in) throws IOException {
    JsonSofas sofas = new JsonSofas();
    in.next(JsonToken.START_OBJECT);
    while (in.nextMember()) {
      String section = in.name();
      in.value();
      switch (section) {
        case HEADER_FIELD -> sofas.readHeader(in);
        case FEATURE_STRUCTURES_FIELD -> {
          in.require(JsonToken.START_ARRAY);
          while (in.nextElement()) {
            Head head = Head.read(in);
            if (head.isSofa()) {
              sofas.readSofa(in, head.id());
            } else {
              head.skipRest(in);
            }
          }
        }
        default -> in.skip();
      }
    }
    in.next(null);
    return sofas;
  }

  private void readHeader(JsonInput in) throws IOException {
    in.require(JsonToken.START_OBJECT);
    while (in.nextMember()) {
      boolean isEncoding = in.name().equals(HEADER_OFFSET_ENCODING);
      in.value();
      if (isEncoding) {
        encoding = in.string();
      } else {
        in.skip();
      }
    }
    if (!List.of("UTF-8", "UTF-16", "UTF-32").contains(encoding)) {
      throw in.unexpected();
    }
  }

  private void readSofa(JsonInput in, int id) throws IOException {
    Map<String, Object> values = new HashMap<>();
    while (in.nextMember()) {
      String name = in.name();
      in.value();
      values.put(name, in.scalar());
    }
    Object number = values.get(CAS.FEATURE_BASE_NAME_SOFANUM);
    Object array = values.get("@" + CAS.FEATURE_BASE_NAME_SOFAARRAY);
    String called = (String) values.get(CAS.FEATURE_BASE_NAME_SOFAID);
    if (called == null) {
      throw in.unexpected();
    }
    Sofa sofa =
        new Sofa(
            id,
            number == null ? Integer.MAX_VALUE : JsonValues.integer(number),
            called,
            (String) values.get(CAS.FEATURE_BASE_NAME_SOFAMIME),
            (String) values.get(CAS.FEATURE_BASE_NAME_SOFASTRING),
            (String) values.get(CAS.FEATURE_BASE_NAME_SOFAURI),
            array == null ? null : JsonValues.integer(array));
    if (byId.put(id, sofa) != null) {
      throw in.unexpected();
    }
    if (sofa.name().equals(CAS.NAME_DEFAULT_SOFA)) {
      first = sofa;
    }
  }

  /** Makes a view for each, and sets those that are texts or lie elsewhere. */
  void makeViews(CAS cas) {
    byId.values().stream()
        .sorted(Comparator.comparingInt(Sofa::number))
        .forEach(
            sofa -> {
              CAS view = view(cas, sofa.name());
              if (sofa.text() != null) {
                view.setSofaDataString(sofa.text(), sofa.mime());
                makeConverter(sofa);
              } else if (sofa.uri() != null) {
                view.setSofaDataURI(sofa.uri(), sofa.mime());
              }
            });
  }

  private void makeConverter(Sofa sofa) {
    if (encoding.equals("UTF-32")) {
      converters.put(sofa, new Utf32CodepointOffsetConverter(sofa.text()));
    } else if (encoding.equals("UTF-8")) {
      converters.put(sofa, new Utf8ByteOffsetConverter(sofa.text()));
    }
  }

  /** Sets those that are arrays, once there are these. */
  void setArrays(CAS cas, Map<Integer, FeatureStructure> structures) {
    for (Sofa sofa : byId.values()) {
      if (sofa.array() != null) {
        FeatureStructure array = structures.get(sofa.array());
        if (array == null) {
          throw new IllegalArgumentException("A sofa has an array that is not there.");
        }
        view(cas, sofa.name()).setSofaDataArray(array, sofa.mime());
      }
    }
  }

  /**
   * The view of a name, made if need be.
   *
   * @throws TooManyException if there are more than {@link XmiFile#MAX_VIEWS}
   */
  CAS view(CAS cas, String name) {
    if (views.size() >= XmiFile.MAX_VIEWS && !views.containsKey(name)) {
      throw new TooManyException();
    }
    return views.computeIfAbsent(
        name, key -> key.equals(CAS.NAME_DEFAULT_SOFA) ? cas.getView(key) : cas.createView(key));
  }

  /**
   * The one that an annotation is in.
   *
   * @param id null if it does not say so, and is in the first view
   * @return null for the first view if it has none
   * @throws IllegalArgumentException if there is none of this id
   */
  @Nullable Sofa get(@Nullable Integer id) {
    if (id == null) {
      return first;
    }
    Sofa sofa = byId.get(id);
    if (sofa == null) {
      throw new IllegalArgumentException("An annotation is in a view that is not there.");
    }
    return sofa;
  }

  /** The feature structure that stands for one; null if there is none of this id. */
  @Nullable FeatureStructure structure(CAS cas, int id) {
    Sofa sofa = byId.get(id);
    return sofa == null ? null : view(cas, sofa.name()).getSofa();
  }

  /**
   * Makes a feature structure in a view. The first that describes a document takes the place of the
   * one that UIMA made with the text.
   */
  FeatureStructure create(CAS cas, @Nullable Sofa sofa, Type type) {
    CAS view = sofa == null ? cas : view(cas, sofa.name());
    TypeSystem types = cas.getTypeSystem();
    Type describing = types.getType(CAS.TYPE_NAME_DOCUMENT_ANNOTATION);
    if (types.subsumes(describing, type) && described.add(view.getViewName())) {
      view.removeFsFromIndexes(view.getDocumentAnnotation());
    }
    return view.createFS(type);
  }

  /** What an offset in the file is in UTF-16 code units. */
  Object offset(@Nullable Sofa sofa, Object offset) {
    OffsetConverter converter = converters.get(sofa);
    if (converter == null) {
      return offset;
    }
    int converted = converter.mapExternal(JsonValues.integer(offset));
    if (converted < 0) {
      throw new IllegalArgumentException("An offset is in the middle of a character.");
    }
    return (long) converted;
  }
}
