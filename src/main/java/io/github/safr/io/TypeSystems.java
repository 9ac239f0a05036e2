package io.github.safr.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.uima.UIMAFramework;
import org.apache.uima.cas.TypeSystem;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.resource.metadata.FeatureDescription;
import org.apache.uima.resource.metadata.Import;
import org.apache.uima.resource.metadata.TypeDescription;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.apache.uima.util.CasCreationUtils;
import org.apache.uima.util.InvalidXMLException;
import org.apache.uima.util.XMLInputSource;
import org.jspecify.annotations.Nullable;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The types that annotated documents bring along. Those of XMI are in the nearest {@code
 * TypeSystem.xml}: beside the document, or in a folder above it up to the input that it was found
 * in. JSON has its own.
 */
public final class TypeSystems {

  private final List<TypeSystemDescription> read = new ArrayList<>();
  private final Set<Path> seen = new HashSet<>();

  private TypeSystems() {}

  /**
   * The types of all annotated documents among some files. Lists their folders; of documents it
   * opens JSON only, and reads its beginning. Keeps 12 to 24 bytes for each that has types of its
   * own.
   *
   * @return no types if there are no such documents
   * @throws DocumentException if a type system cannot be read, or they contradict each other
   */
  public static TypeSystemDescription of(Iterable<FoundFile> files) throws DocumentException {
    Set<Path> found = new LinkedHashSet<>();
    JsonTypes own = new JsonTypes();
    Path lastFolder = null;
    for (FoundFile file : files) {
      if (file.format() == DocumentFormat.JSON) {
        own.add(file.path());
      }
      Path folder = AtomicFile.folderOf(file.path());
      if (file.format() == DocumentFormat.XMI && !folder.equals(lastFolder)) {
        lastFolder = folder;
        Path nearest = nearest(folder, file.root().toAbsolutePath());
        if (nearest != null) {
          found.add(nearest);
        }
      }
    }
    return new TypeSystems().together(found, own.merged());
  }

  /**
   * The types of one file.
   *
   * @throws DocumentException if it cannot be read
   */
  public static TypeSystemDescription read(Path file) throws DocumentException {
    return new TypeSystems()
        .together(
            Set.of(file),
            UIMAFramework.getResourceSpecifierFactory().createTypeSystemDescription());
  }

  /**
   * Type systems as one.
   *
   * @param systems their imports are resolved
   * @throws ResourceInitializationException if they contradict each other
   */
  static TypeSystemDescription merged(List<TypeSystemDescription> systems)
      throws ResourceInitializationException {
    TypeCircles.check(systems);
    return CasCreationUtils.mergeTypeSystems(systems);
  }

  /**
   * @param json the types of documents in JSON
   */
  private TypeSystemDescription together(Set<Path> files, TypeSystemDescription json)
      throws DocumentException {
    for (Path file : files) {
      add(file);
    }
    shareReferences(json);
    read.add(json);
    try {
      return merged(read);
    } catch (ResourceInitializationException e) {
      throw new DocumentException(
          "The type systems of the documents cannot be put together: they contradict each other."
              + " Annotate their folders one by one.",
          e);
    }
  }

  /**
   * JSON does not say whether several features may refer to one array or list: for those that a
   * file declares, too, it is as the file says.
   */
  private void shareReferences(TypeSystemDescription json) {
    Set<String> shared = new HashSet<>();
    for (TypeSystemDescription types : read) {
      for (TypeDescription type : types.getTypes()) {
        for (FeatureDescription feature : type.getFeatures()) {
          if (Boolean.TRUE.equals(feature.getMultipleReferencesAllowed())) {
            shared.add(type.getName() + TypeSystem.FEATURE_SEPARATOR + feature.getName());
          }
        }
      }
    }
    for (TypeDescription type : json.getTypes()) {
      for (FeatureDescription feature : type.getFeatures()) {
        if (shared.contains(type.getName() + TypeSystem.FEATURE_SEPARATOR + feature.getName())) {
          feature.setMultipleReferencesAllowed(true);
        }
      }
    }
  }

  private static @Nullable Path nearest(Path folder, Path root) {
    for (Path at = folder; at != null; at = at.getParent()) {
      Path file = at.resolve(CasWriter.TYPE_SYSTEM);
      if (Files.isRegularFile(file)) {
        return file;
      }
      // A document that was named itself is its own root: there, only its folder is looked into.
      if (at.equals(root) || !at.startsWith(root)) {
        return null;
      }
    }
    return null;
  }

  /**
   * Reads a file and those that it imports by their place; UIMA would also fetch them from afar.
   */
  private void add(Path file) throws DocumentException {
    Path absolute = file.toAbsolutePath().normalize();
    if (!seen.add(absolute)) {
      return;
    }
    TypeSystemDescription types = parse(absolute);
    List<Import> byName = new ArrayList<>();
    for (Import one : types.getImports()) {
      if (one.getName() != null) {
        byName.add(one);
      } else {
        add(imported(absolute, one.getLocation()));
      }
    }
    types.setImports(byName.toArray(Import[]::new));
    try {
      types.resolveImports();
      TypeCircles.check(List.of(types));
    } catch (InvalidXMLException e) {
      throw new DocumentException(
          ("The type system '%s' imports by name what is not on the class path. Put all types into"
                  + " one file.")
              .formatted(absolute),
          e);
    } catch (ResourceInitializationException e) {
      throw new DocumentException(
          "The type system '%s' has a type that is its own supertype. Correct it."
              .formatted(absolute),
          e);
    }
    read.add(types);
  }

  private static Path imported(Path importer, String location) throws DocumentException {
    if (location != null && !location.contains(":")) {
      try {
        return importer.resolveSibling(location);
      } catch (InvalidPathException e) {
        throw foreign(importer, e);
      }
    }
    throw foreign(importer, null);
  }

  private static DocumentException foreign(Path importer, @Nullable Throwable cause) {
    return new DocumentException(
        "The type system '%s' imports what is no file beside it. Put all types into one file."
            .formatted(importer),
        cause);
  }

  private static TypeSystemDescription parse(Path file) throws DocumentException {
    SecureXml.parse(file, new DefaultHandler());
    try (ByteArrayInputStream in = new ByteArrayInputStream(FileContent.read(file))) {
      return UIMAFramework.getXMLParser()
          .parseTypeSystemDescription(new XMLInputSource(in, file.toFile()));
    } catch (InvalidXMLException | IOException e) {
      if (e instanceof DocumentException told) {
        throw told;
      }
      throw new DocumentException(
          "'" + file + "' is not a type system of UIMA. Name one with --type-system.", e);
    }
  }
}
