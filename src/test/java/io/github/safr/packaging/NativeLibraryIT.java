package io.github.safr.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.packaging.ClassPathFile.Artifact;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TensorFlow's library where its jar is not on the class path, as docs/packaging.md tells. */
@DisplayName("TensorFlow's library")
class NativeLibraryIT {

  @TempDir Path folder;

  @Test
  void isTakenFromTheFolderThatIsNamed() throws Exception {
    Path placed = Files.createDirectory(folder.resolve("placed"));
    unpack("", placed);

    List<String> found = run("-DTENSORFLOW_LIBRARY_PATH=" + placed);

    assertThat(found).isEqualTo(plain().expected(PlainRun.PAPER_MODEL));
  }

  @Test
  void isMissedByName() throws Exception {
    assertThat(run())
        .singleElement()
        .asString()
        .contains(
            "ModelException: TensorFlow cannot be loaded. No TensorFlow natives for ",
            "Add org.tensorflow:tensorflow-core-native with the classifier ");
  }

  @Test
  void isNotLookedForElsewhereIfTheNamedFolderHasNone() throws Exception {
    assertThat(run("-DTENSORFLOW_LIBRARY_PATH=" + folder))
        .singleElement()
        .asString()
        .contains("TENSORFLOW_LIBRARY_PATH names '" + folder + "', where there is no ")
        .doesNotContain("download");
  }

  @Test
  void thatIsNotWholeIsToldByTheFileThatItLacks() throws Exception {
    Path partial = Files.createDirectory(folder.resolve("partial"));
    unpack("jnitensorflow", partial);

    assertThat(run("-DTENSORFLOW_LIBRARY_PATH=" + partial))
        .singleElement()
        .asString()
        .containsPattern(
            "ModelException: TensorFlow does not start, because its library cannot be loaded"
                + " \\([^()]*tensorflow_\\w+[^()]*\\)\\. It needs glibc, and all files");
  }

  /** The one line of a program without an engine, or what its engine found. */
  private List<String> run(String... options) throws Exception {
    List<String> printed =
        new ChildJvm(folder, options)
            .run(PlainUimaProgram.class, withoutLibrary(), PlainRun.TEXT, pipeline());
    return printed.get(0).startsWith("no engine") ? printed.subList(0, 1) : printed;
  }

  private PlainRun plain() {
    return new PlainRun(folder);
  }

  private Path pipeline() throws IOException {
    return plain().pipeline(PlainRun.PAPER_MODEL);
  }

  private static List<Path> withoutLibrary() {
    List<Path> classPath = new ArrayList<>(ClassPathFile.whole());
    assertThat(classPath.remove(library().file())).isTrue();
    return classPath;
  }

  private static Artifact library() {
    return ClassPathFile.ofUsers().stream()
        .filter(artifact -> !artifact.classifier().isEmpty())
        .findAny()
        .orElseThrow();
  }

  /** Unpacks the library's files with this in their names, without their folders. */
  private static void unpack(String part, Path into) throws IOException {
    try (JarFile jar = new JarFile(library().file().toFile())) {
      for (JarEntry entry : jar.stream().toList()) {
        String name = entry.getName().replaceFirst(".*/", "");
        if (name.matches("(lib)?(jni)?tensorflow.*") && name.contains(part)) {
          try (InputStream in = jar.getInputStream(entry)) {
            Files.copy(in, into.resolve(name));
          }
        }
      }
    }
  }
}
