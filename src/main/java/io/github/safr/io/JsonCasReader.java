package io.github.safr.io;

import static org.apache.uima.json.jsoncas2.JsonCas2Names.ELEMENTS_FIELD;
import static org.apache.uima.json.jsoncas2.JsonCas2Names.FEATURE_STRUCTURES_FIELD;
import static org.apache.uima.json.jsoncas2.JsonCas2Names.VIEWS_FIELD;
import static org.apache.uima.json.jsoncas2.JsonCas2Names.VIEW_MEMBERS_FIELD;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.uima.cas.ArrayFS;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Feature;
import org.apache.uima.cas.FeatureStructure;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.TypeSystem;
import org.apache.uima.jcas.cas.CommonList;
import org.jspecify.annotations.Nullable;

/**
 * Reads UIMA's JSON CAS into a CAS that has its types.
 *
 * <p>UIMA's own {@code JsonCas2Deserializer} is not used: version 0.5.0 does not come to an end if
 * it meets a member that it does not know, passes over all annotations if views stand before them,
 * and puts the annotations of all views into the first, where they cannot be indexed.
 */
final class JsonCasReader {

  /** A type or a feature that the CAS does not have. */
  static final class UndeclaredException extends IOException {

    private static final long serialVersionUID = 1L;

    private UndeclaredException() {
      super("undeclared type or feature");
    }
  }

  /** A feature, or an element of an array, whose value may come later in the file. */
  private record Reference(FeatureStructure from, @Nullable Feature feature, int element, int to) {}

  private final CAS cas;
  private final TypeSystem types;
  private final Map<Integer, FeatureStructure> structures = new HashMap<>();
  private final List<Reference> references = new ArrayList<>();
  private final Map<String, List<Integer>> members = new LinkedHashMap<>();

  // Those that read sets before it looks at anything.
  @SuppressWarnings("NullAway.Init")
  private JsonSofas sofas;

  @SuppressWarnings("NullAway.Init")
  private JsonInput in;

  JsonCasReader(CAS cas) {
    this.cas = cas;
    this.types = cas.getTypeSystem();
  }

  /**
   * Reads a whole file.
   *
   * @throws UndeclaredException if the CAS lacks a type or feature
   * @throws IOException if it is not JSON, or no CAS
   */
  void read(byte[] bytes) throws IOException {
    // Annotations need their views, and come before them if their types' names do.
    try (JsonInput first = JsonInput.of(bytes)) {
      in = first;
      sofas = JsonSofas.read(first);
    }
    sofas.makeViews(cas);
    try (JsonInput second = JsonInput.of(bytes)) {
      in = second;
      readSections();
    }
    resolve();
    sofas.setArrays(cas, structures);
    for (Map.Entry<String, List<Integer>> view : members.entrySet()) {
      CAS index = sofas.view(cas, view.getKey());
      for (int id : view.getValue()) {
        index.addFsToIndexes(structure(id));
      }
    }
  }

  /** Where reading has come to. */
  String place() {
    return in == null ? "line 1, column 1" : in.place();
  }

  private void readSections() throws IOException {
    in.next(JsonToken.START_OBJECT);
    while (in.nextMember()) {
      String section = in.name();
      in.value();
      switch (section) {
        case FEATURE_STRUCTURES_FIELD -> {
          in.require(JsonToken.START_ARRAY);
          while (in.nextElement()) {
            readStructure();
          }
        }
        case VIEWS_FIELD -> readViews();
        default -> in.skip();
      }
    }
  }

  private void readStructure() throws IOException {
    JsonSofas.Head head = JsonSofas.Head.read(in);
    if (head.isSofa()) {
      head.skipRest(in);
      return;
    }
    Type type = types.getType(head.type());
    if (type == null && head.type().endsWith("[]")) {
      // Nobody has a feature of this range; all arrays of references can be told as these.
      type = types.getType(CAS.TYPE_NAME_FS_ARRAY);
    }
    if (type == null) {
      throw new UndeclaredException();
    }
    FeatureStructure made = type.isArray() ? readArray(type) : readFeatures(type);
    if (structures.put(head.id(), made) != null) {
      throw in.unexpected();
    }
  }

  private FeatureStructure readArray(Type type) throws IOException {
    boolean ofBytes = type.getName().equals(CAS.TYPE_NAME_BYTE_ARRAY);
    // Python's cassis leaves them out if there are none.
    List<Object> elements = List.of();
    byte[] bytes = new byte[0];
    while (in.nextMember()) {
      if (!in.name().equals(ELEMENTS_FIELD)) {
        throw in.unexpected();
      }
      in.value();
      if (ofBytes) {
        bytes = in.bytes();
      } else {
        elements = readElements();
      }
    }
    if (ofBytes) {
      return JsonValues.array(cas, bytes);
    }
    return type.getComponentType().isPrimitive()
        ? JsonValues.array(cas, type, elements)
        : references(elements);
  }

  private List<Object> readElements() throws IOException {
    List<Object> elements = new ArrayList<>();
    in.require(JsonToken.START_ARRAY);
    while (in.nextElement()) {
      elements.add(in.scalar());
    }
    return elements;
  }

  private ArrayFS<FeatureStructure> references(List<Object> elements) {
    @SuppressWarnings("unchecked")
    ArrayFS<FeatureStructure> array = cas.createArrayFS(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      if (elements.get(i) != null) {
        references.add(new Reference(array, null, i, JsonValues.integer(elements.get(i))));
      }
    }
    return array;
  }

  private FeatureStructure readFeatures(Type type) throws IOException {
    Map<String, Object> values = new LinkedHashMap<>();
    while (in.nextMember()) {
      String name = in.name();
      in.value();
      values.put(name, in.scalar());
    }
    JsonSofas.Sofa owner = null;
    if (types.subsumes(types.getType(CAS.TYPE_NAME_ANNOTATION_BASE), type)) {
      Object sofa = values.remove("@" + CAS.FEATURE_BASE_NAME_SOFA);
      owner = sofas.get(sofa == null ? null : JsonValues.integer(sofa));
    }
    FeatureStructure made = sofas.create(cas, owner, type);
    for (Map.Entry<String, Object> value : values.entrySet()) {
      String name = value.getKey();
      boolean marked = !name.isEmpty() && "@#^".indexOf(name.charAt(0)) >= 0;
      Feature feature = type.getFeatureByBaseName(marked ? name.substring(1) : name);
      if (feature == null) {
        throw new UndeclaredException();
      }
      if (value.getValue() == null) {
        continue;
      }
      if (feature.getRange().isPrimitive()) {
        boolean isOffset =
            name.charAt(0) == '^'
                || feature.getName().equals(CAS.FEATURE_FULL_NAME_BEGIN)
                || feature.getName().equals(CAS.FEATURE_FULL_NAME_END);
        JsonValues.set(
            made, feature, isOffset ? sofas.offset(owner, value.getValue()) : value.getValue());
      } else {
        references.add(new Reference(made, feature, 0, JsonValues.integer(value.getValue())));
      }
    }
    return made;
  }

  private void readViews() throws IOException {
    in.require(JsonToken.START_OBJECT);
    while (in.nextMember()) {
      List<Integer> ids = members.computeIfAbsent(in.name(), name -> new ArrayList<>());
      in.next(JsonToken.START_OBJECT);
      while (in.nextMember()) {
        boolean listed = in.name().equals(VIEW_MEMBERS_FIELD);
        in.value();
        if (listed) {
          in.require(JsonToken.START_ARRAY);
          while (in.nextElement()) {
            ids.add(in.integer());
          }
        } else {
          in.skip();
        }
      }
    }
  }

  private void resolve() throws IOException {
    ListChains<FeatureStructure> lists = new ListChains<>();
    for (Reference reference : references) {
      FeatureStructure target = structure(reference.to());
      if (reference.from() instanceof ArrayFS<?>) {
        @SuppressWarnings("unchecked")
        ArrayFS<FeatureStructure> array = (ArrayFS<FeatureStructure>) reference.from();
        array.set(reference.element(), target);
      } else {
        Feature feature = Objects.requireNonNull(reference.feature());
        reference.from().setFeatureValue(feature, target);
        if (reference.from() instanceof CommonList
            && feature.getShortName().equals(CommonList._FeatName_tail)) {
          lists.add(reference.from(), target);
        }
      }
    }
    if (lists.areEndless()) {
      throw in.unexpected();
    }
  }

  private FeatureStructure structure(int id) throws IOException {
    FeatureStructure found = structures.get(id);
    if (found == null) {
      found = sofas.structure(cas, id);
    }
    if (found == null) {
      throw in.unexpected();
    }
    return found;
  }
}
