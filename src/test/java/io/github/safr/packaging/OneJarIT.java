package io.github.safr.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.packaging.ClassPathFile.Artifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All jars of somebody who annotates made one by maven-shade-plugin, with the configuration that
 * docs/packaging.md gives. TensorFlow's natives, of 600 MB unpacked, stay beside it.
 */
@DisplayName("One jar of all")
class OneJarIT {

  private static final Path ONE_JAR = Path.of("target/one-jar/one.jar");

  @TempDir Path folder;

  @Test
  void findsWhatThePipelineFindsOnTheClassPath() throws Exception {
    PlainRun plain = new PlainRun(folder);

    List<String> found = plain.run(classPath(), plain.pipeline(PlainRun.PAPER_MODEL));

    assertThat(found).hasSize(4).isEqualTo(plain.expected(PlainRun.PAPER_MODEL));
  }

  /** First come, first kept, TensorFlow's library inside, and no entries for folders. */
  @Test
  void runsEvenIfNothingWasJoined() throws Exception {
    PlainRun plain = new PlainRun(folder);
    Path pipeline = plain.pipeline(PlainRun.PAPER_MODEL);
    Path heap = heap(ClassPathFile.whole());

    List<String> found =
        new ChildJvm(folder, "-Dorg.bytedeco.javacpp.cachedir=" + folder.resolve("cache"))
            .run(PlainUimaProgram.class, List.of(heap), PlainRun.TEXT, pipeline);

    assertThat(found).isEqualTo(plain.expected(PlainRun.PAPER_MODEL));
  }

  private Path heap(List<Path> jars) throws IOException {
    Path heap = folder.resolve("heap.jar");
    Set<String> names = new HashSet<>();
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(heap)) {
      for (Path jar : jars) {
        try (ZipFile in = ZipFile.builder().setPath(jar).get()) {
          in.copyRawEntries(out, entry -> !entry.isDirectory() && names.add(entry.getName()));
        }
      }
    }
    return heap;
  }

  @Test
  void holdsTheClassesOfAllJarsAndNoOthers() throws Exception {
    Set<String> classes = new HashSet<>(classes(ours()));
    for (Path jar : ClassPathFile.files(merged())) {
      classes.addAll(classes(jar));
    }

    assertThat(classes(ONE_JAR))
        .as("see the optional artifacts among maven-shade-plugin's excludes")
        .containsExactlyInAnyOrderElementsOf(classes);
  }

  private static List<String> classes(Path jar) throws IOException {
    try (JarFile content = new JarFile(jar.toFile())) {
      return content.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.endsWith(".class") && !name.endsWith("module-info.class"))
          .toList();
    }
  }

  @Test
  void isMadeAsThePageOnPackagingSays() throws Exception {
    String pom = Files.readString(Path.of("pom.xml"));
    String page = Files.readString(Path.of("docs/packaging.md"));

    for (String part : List.of("filters", "transformers")) {
      assertThat(part(page, part)).isNotEmpty().isEqualTo(part(pom, part));
    }
  }

  private static String part(String text, String element) {
    int begin = text.indexOf("<" + element + ">");
    int end = text.indexOf("</" + element + ">");
    return text.substring(begin, end).replaceAll("\\s+", " ");
  }

  private static List<Path> classPath() {
    List<Artifact> apart = new ArrayList<>(ClassPathFile.ofUsers());
    apart.removeAll(merged());
    assertThat(apart).as("TensorFlow's natives").isNotEmpty();
    List<Path> classPath = new ArrayList<>(List.of(ONE_JAR));
    classPath.addAll(ClassPathFile.files(apart));
    return classPath;
  }

  private static Path ours() {
    List<Path> whole = ClassPathFile.whole();
    return whole.get(whole.size() - 1);
  }

  private static List<Artifact> merged() {
    return ClassPathFile.ofUsers().stream()
        .filter(artifact -> artifact.classifier().isEmpty())
        .toList();
  }
}
