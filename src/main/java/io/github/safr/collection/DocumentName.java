package io.github.safr.collection;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.FeatureStructure;
import org.apache.uima.cas.Type;

/**
 * What a document is called, kept in its CAS from the reader to the writer. It is no annotation,
 * because it covers no text and must not need any.
 */
final class DocumentName {

  static final String TYPE = "io.github.safr.collection.DocumentName";
  static final String FEATURE = "name";

  private DocumentName() {}

  /**
   * Names the document; what it was called before is forgotten.
   *
   * @throws IllegalStateException if the CAS lacks the type
   */
  static void set(CAS cas, String name) {
    Type type = cas.getTypeSystem().getType(TYPE);
    if (type == null) {
      throw new IllegalStateException(
          "The CAS has no type '"
              + TYPE
              + "'. Import io.github.safr.collection.CollectionTypeSystem by name.");
    }
    Iterator<CAS> views = cas.getViewIterator();
    while (views.hasNext()) {
      CAS view = views.next();
      inView(view, type).forEach(view::removeFsFromIndexes);
    }
    FeatureStructure named = cas.createFS(type);
    named.setStringValue(type.getFeatureByBaseName(FEATURE), name);
    cas.addFsToIndexes(named);
  }

  /** The name of the document, whatever view it was put in; none if nobody has named it. */
  static Optional<String> of(CAS cas) {
    Type type = cas.getTypeSystem().getType(TYPE);
    if (type == null) {
      return Optional.empty();
    }
    Iterator<CAS> views = cas.getViewIterator();
    while (views.hasNext()) {
      for (FeatureStructure named : inView(views.next(), type)) {
        return Optional.ofNullable(named.getStringValue(type.getFeatureByBaseName(FEATURE)));
      }
    }
    return Optional.empty();
  }

  private static List<FeatureStructure> inView(CAS view, Type type) {
    List<FeatureStructure> all = new ArrayList<>();
    view.getIndexRepository().getAllIndexedFS(type).forEachRemaining(all::add);
    return all;
  }
}
