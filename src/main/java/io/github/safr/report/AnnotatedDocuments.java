package io.github.safr.report;

import io.github.safr.io.Document;
import io.github.safr.io.DocumentException;
import io.github.safr.io.DocumentFormat;
import io.github.safr.io.DocumentSource;
import io.github.safr.io.FoundFile;
import io.github.safr.io.JsonCasFile;
import io.github.safr.io.TypeSystems;
import io.github.safr.io.XmiFile;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.uima.UIMAFramework;
import org.apache.uima.cas.CAS;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.resource.metadata.Import;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.apache.uima.util.CasCreationUtils;

/** The annotated documents in a folder and below it, with their types: XMI, or else JSON. */
public final class AnnotatedDocuments implements Iterable<Document> {

  private static final String TYPES = "io.github.safr.type.SafrTypeSystem";

  private final DocumentSource files;
  private final TypeSystemDescription types;
  private final long count;

  private AnnotatedDocuments(DocumentSource files, TypeSystemDescription types, long count) {
    this.files = files;
    this.types = types;
    this.count = count;
  }

  /**
   * Looks for documents.
   *
   * @param input a folder, a file, or a pattern
   * @throws DocumentException if there are none, or their types cannot be read
   */
  public static AnnotatedDocuments in(String input) throws DocumentException {
    for (DocumentFormat format : List.of(DocumentFormat.XMI, DocumentFormat.JSON)) {
      Optional<DocumentFormat> named = namedFormat(input);
      if (named.isPresent() && named.get() != format) {
        continue;
      }
      DocumentSource files = DocumentSource.of(List.of(input), format);
      long count = 0;
      for (Iterator<FoundFile> all = files.unnamed().iterator(); all.hasNext(); all.next()) {
        count++;
      }
      if (count > 0) {
        return new AnnotatedDocuments(files, types(files), count);
      }
    }
    throw new DocumentException(
        ("No annotated documents in '%s': there are neither .xmi nor .json files. Name a folder"
                + " that 'annotate' wrote.")
            .formatted(input));
  }

  /** What a file or pattern says itself; a folder says nothing. */
  private static Optional<DocumentFormat> namedFormat(String input) {
    String name = DocumentFormat.withoutCompression(input);
    if (name.endsWith(".xmi")) {
      return Optional.of(DocumentFormat.XMI);
    }
    return name.endsWith(".json") ? Optional.of(DocumentFormat.JSON) : Optional.empty();
  }

  private static TypeSystemDescription types(DocumentSource files) throws DocumentException {
    TypeSystemDescription own =
        UIMAFramework.getResourceSpecifierFactory().createTypeSystemDescription();
    Import safr = UIMAFramework.getResourceSpecifierFactory().createImport();
    safr.setName(TYPES);
    own.setImports(new Import[] {safr});
    TypeSystemDescription theirs = TypeSystems.of(files.unnamed());
    try {
      return CasCreationUtils.mergeTypeSystems(List.of(theirs, own));
    } catch (ResourceInitializationException e) {
      throw new DocumentException(
          "The documents' types contradict those of this version of safr-uima. Annotate them"
              + " again.",
          e);
    }
  }

  /** How many documents there are, readable or not. */
  public long count() {
    return count;
  }

  /** A CAS that any of the documents fits into. */
  CAS emptyCas() throws ResourceInitializationException {
    return CasCreationUtils.createCas(types, null, null);
  }

  @Override
  public Iterator<Document> iterator() {
    Iterator<FoundFile> found = files.iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return found.hasNext();
      }

      @Override
      public Document next() {
        FoundFile file = found.next();
        return file.refused()
            .orElseGet(
                () ->
                    file.guarding(
                        file.format() == DocumentFormat.JSON
                            ? new JsonCasFile(file.path(), file.name())
                            : new XmiFile(file.path(), file.name())));
      }
    };
  }
}
