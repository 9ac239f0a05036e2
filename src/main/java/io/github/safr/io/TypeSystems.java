package io.github.safr.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
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

  /** Of what lies on the class path: identifiers, and points between them. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z_$][\\w$-]*(\\.[A-Za-z_$][\\w$-]*)*");

  /** Of files by files, in all. */
  private static final int MOST_IMPORTS = 1_000;

  private final List<TypeSystemDescription> read = new ArrayList<>();
  private final Set<Path> seen = new HashSet<>();
  private int imports;

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
    Map<Path, @Nullable Path> found = new LinkedHashMap<>();
    JsonTypes own = new JsonTypes();
    Path lastFolder = null;
    for (FoundFile file : files) {
      if (file.leadsOutside()) {
        continue;
      }
      if (file.format() == DocumentFormat.JSON) {
        own.add(file.path());
      }
      Path folder = AtomicFile.folderOf(file.path());
      if (file.format() == DocumentFormat.XMI && !folder.equals(lastFolder)) {
        lastFolder = folder;
        Path nearest = nearest(folder, file.root().toAbsolutePath());
        if (nearest != null) {
          // The topmost folder that it was found from is its boundary.
          found.merge(nearest, boundary(file), TypeSystems::topmost);
        }
      }
    }
    return new TypeSystems().together(found, own.merged());
  }

  /**
   * The types of one file, which may import others from anywhere.
   *
   * @throws DocumentException if it cannot be read
   */
  public static TypeSystemDescription read(Path file) throws DocumentException {
    return read(file, null);
  }

  /**
   * The types of one file.
   *
   * @param boundary folder that it and what it imports must lie in; null for anywhere
   */
  static TypeSystemDescription read(Path file, @Nullable Path boundary) throws DocumentException {
    return new TypeSystems()
        .together(
            Collections.singletonMap(file, boundary),
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
   * @param files each with the folder that it and what it imports must lie in; null for anywhere
   * @param json the types of documents in JSON
   */
  private TypeSystemDescription together(
      Map<Path, @Nullable Path> files, TypeSystemDescription json) throws DocumentException {
    for (Map.Entry<Path, @Nullable Path> file : files.entrySet()) {
      add(file.getKey(), file.getValue());
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

  /** The folder that was named as input, or the one of a file that was. */
  private static Path boundary(FoundFile file) {
    Path root = file.root().toAbsolutePath();
    return file.root().equals(file.path()) ? root.resolveSibling("") : root;
  }

  private static Path topmost(Path one, Path other) {
    return one.startsWith(other) ? other : one;
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
   *
   * @param boundary folder that they must lie in; null for anywhere
   */
  private void add(Path file, @Nullable Path boundary) throws DocumentException {
    Path absolute = file.toAbsolutePath().normalize();
    if (!seen.add(absolute)) {
      return;
    }
    if (boundary != null) {
      checkInside(absolute, boundary);
    }
    TypeSystemDescription types = parse(absolute);
    List<Import> byName = new ArrayList<>();
    for (Import one : types.getImports()) {
      if (one.getName() != null) {
        checkName(absolute, one.getName());
        byName.add(one);
      } else {
        if (++imports > MOST_IMPORTS) {
          throw new DocumentException(
              "'%s' and others import more than %,d type systems. Put all types into one file."
                  .formatted(absolute, MOST_IMPORTS));
        }
        add(imported(absolute, one.getLocation()), boundary);
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

  /** Links are looked through: the documents and their types may come from anybody. */
  private static void checkInside(Path file, Path boundary) throws DocumentException {
    try {
      if (file.toRealPath().startsWith(boundary.toRealPath())) {
        return;
      }
    } catch (IOException e) {
      throw FileContent.explained(file, e);
    }
    throw new DocumentException(
        ("The type system '%s', or an import that leads to it, lies outside of the input '%s'. Put it"
                + " there, or name one with --type-system.")
            .formatted(file, boundary));
  }

  /** UIMA takes a name first for a URL, which may lead anywhere. */
  private static void checkName(Path importer, String name) throws DocumentException {
    if (!NAME.matcher(name).matches()) {
      throw foreign(importer, null);
    }
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
