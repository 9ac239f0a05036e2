package io.github.safr.packaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Maven has resolved for this build, as it writes it down before tests are run. */
final class ClassPathFile {

  private static final Path FILE = Path.of("target/class-path.txt");

  /**
   * As in {@code group:name:jar:classifier:version:scope:/path (optional)}, and a module's name.
   */
  private static final Pattern LINE =
      Pattern.compile(
          " +([^:]+):([^:]+):jar:(?:([^:]+):)?[^:]+:(?:compile|runtime):(.+?\\.jar)( \\(optional\\))?"
              + "( -- module.*)?");

  private ClassPathFile() {}

  /** An artifact on the class path. */
  record Artifact(String group, String name, String classifier, Path file) {

    /** Group and name, as Maven separates them. */
    String key() {
      return group + ":" + name;
    }

    boolean isBroughtByUima() {
      return key().equals("org.apache.uima:uimaj-core") || key().equals("org.slf4j:slf4j-api");
    }
  }

  /**
   * What who depends on us gets, apart from our own jar: nothing optional, nor what optional
   * artifacts bring.
   */
  static List<Artifact> ofUsers() {
    return read(false);
  }

  /** With what the command line, training and measuring need. */
  static List<Artifact> all() {
    return read(true);
  }

  private static List<Artifact> read(boolean optional) {
    List<Artifact> artifacts = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(FILE)) {
        Matcher parts = LINE.matcher(line);
        if (parts.matches() && (optional || parts.group(5) == null)) {
          String classifier = parts.group(3) == null ? "" : parts.group(3);
          artifacts.add(
              new Artifact(parts.group(1), parts.group(2), classifier, Path.of(parts.group(4))));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return artifacts;
  }

  /** The class path of who depends on us; after {@code package} only. */
  static List<Path> whole() {
    List<Path> whole = new ArrayList<>(files(ofUsers()));
    whole.add(Path.of(System.getProperty("safr.packaged") + ".jar"));
    return whole;
  }

  static List<Path> files(List<Artifact> artifacts) {
    return artifacts.stream().map(Artifact::file).toList();
  }
}
