package io.github.safr.text;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import opennlp.tools.util.model.BaseModel;

/**
 * Finds OpenNLP's models on the class path, by what is trusted most: what an index names, the
 * models that we know, and names of files.
 *
 * <p>Every model artifact has an index of the same name in its root. Tools that make one jar of
 * many keep one of them, or join them to one that names the last model only, or keep none; the
 * models are there all the same.
 */
final class ModelSearch {

  /** What every model artifact has in its root. */
  private static final String INDEX = "model.properties";

  /** The English models that we depend on, by what they find. */
  private static final Map<String, String> ENGLISH =
      Map.of(
          "sentence", "opennlp-en-ud-ewt-sentence-1.3-2.5.4.bin",
          "tokens", "opennlp-en-ud-ewt-tokens-1.3-2.5.4.bin");

  private final List<ClassLoader> loaders;

  /** A search where our classes come from, and where the current thread gets its own. */
  ModelSearch() {
    this(
        Stream.of(
                ModelSearch.class.getClassLoader(), Thread.currentThread().getContextClassLoader())
            .filter(Objects::nonNull)
            .distinct()
            .toList());
  }

  /** A search in class loaders, in this order. */
  ModelSearch(List<ClassLoader> loaders) {
    this.loaders = loaders;
  }

  /**
   * The model of a language.
   *
   * @param code ISO 639-1 code, in lower case
   * @param kind what it finds: {@code sentence} or {@code tokens}
   */
  Optional<URL> find(String code, String kind) throws IOException {
    List<URL> indexes = new ArrayList<>();
    for (ClassLoader loader : loaders) {
      indexes.addAll(Collections.list(loader.getResources(INDEX)));
    }
    for (URL index : indexes) {
      Optional<URL> indexed = indexed(index, code, kind);
      if (indexed.isPresent()) {
        return indexed;
      }
    }
    Optional<URL> known =
        code.equals("en")
            ? Optional.ofNullable(ENGLISH.get(kind)).flatMap(this::resource)
            : Optional.empty();
    return known.isPresent() ? known : besideOthers(indexes, code, kind);
  }

  private static Optional<URL> indexed(URL index, String code, String kind) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = index.openStream()) {
      properties.load(in);
    } catch (IllegalArgumentException e) {
      // Others call files of theirs so, too.
      return Optional.empty();
    }
    String name = properties.getProperty("model.name", "");
    return code.equals(properties.getProperty("model.language")) && isModel(name, code, kind)
        ? Optional.of(new URL(index, name))
        : Optional.empty();
  }

  private static boolean isModel(String name, String code, String kind) {
    return name.startsWith("opennlp-" + code + "-") && name.contains("-" + kind + "-");
  }

  private Optional<URL> resource(String name) {
    return loaders.stream()
        .map(loader -> loader.getResource(name))
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** In the jars and folders that have an index, our classes or OpenNLP's. */
  private Optional<URL> besideOthers(List<URL> indexes, String code, String kind)
      throws IOException {
    List<URL> roots = new ArrayList<>();
    for (URL index : indexes) {
      root(index, INDEX).ifPresent(roots::add);
    }
    for (Class<?> type : List.of(ModelSearch.class, BaseModel.class)) {
      String name = type.getName().replace('.', '/') + ".class";
      for (URL found : resource(name).stream().toList()) {
        root(found, name).ifPresent(roots::add);
      }
    }
    for (URL root : roots) {
      Optional<String> name = newest(root, code, kind);
      if (name.isPresent()) {
        return Optional.of(new URL(root, name.get()));
      }
    }
    return Optional.empty();
  }

  private static Optional<URL> root(URL found, String name) throws MalformedURLException {
    String url = found.toExternalForm();
    return url.endsWith("/" + name)
        ? Optional.of(new URL(url.substring(0, url.length() - name.length())))
        : Optional.empty();
  }

  /** The model with the highest name; none where files cannot be listed, as in jars within jars. */
  private static Optional<String> newest(URL root, String code, String kind) throws IOException {
    String url = root.toExternalForm();
    boolean isJar = url.startsWith("jar:file:") && url.indexOf("!/") == url.length() - 2;
    if (!isJar && !url.startsWith("file:")) {
      return Optional.empty();
    }
    Path place;
    try {
      place = Path.of(URI.create(isJar ? url.substring(4, url.length() - 2) : url));
    } catch (IllegalArgumentException e) {
      // A loader that does not escape what a URI may not hold.
      return Optional.empty();
    }
    if (!isJar) {
      return newest(place, code, kind);
    }
    Path jar = place;
    try (FileSystem files = FileSystems.newFileSystem(jar)) {
      return newest(files.getPath("/"), code, kind);
    }
  }

  private static Optional<String> newest(Path folder, String code, String kind) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> isModel(name, code, kind) && name.endsWith(".bin"))
          .max(Comparator.naturalOrder());
    }
  }
}
