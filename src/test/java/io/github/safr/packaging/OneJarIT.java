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
    Path pipeline = plain.pipeline(Parameters.string("modelLocation", "en-sentiment-paper"));

    List<String> found = plain.run(classPath(), pipeline);

    assertThat(found).isEqualTo(plain.onClassPath(pipeline));
    assertThat(found).hasSize(4).noneMatch(line -> line.startsWith("no engine"));
  }

  /** First come, first kept, TensorFlow's library inside, and no entries for folders. */
  @Test
  void runsEvenIfNothingWasJoined() throws Exception {
    PlainRun plain = new PlainRun(folder);
    Path pipeline = plain.pipeline(Parameters.string("modelLocation", "en-sentiment-paper"));
    Path heap = heap(ClassPathFile.whole());

    List<String> found =
        new ChildJvm(folder, "-Dorg.bytedeco.javacpp.cachedir=" + folder.resolve("cache"))
            .run(PlainUimaProgram.class, List.of(heap), PlainRun.TEXT, pipeline);

    assertThat(found).isEqualTo(plain.onClassPath(pipeline));
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
  void holdsTheClassesOfAllJars() throws Exception {
    try (JarFile one = new JarFile(ONE_JAR.toFile())) {
      for (Path jar : ClassPathFile.files(merged())) {
        try (JarFile single = new JarFile(jar.toFile())) {
          assertThat(single.stream().map(entry -> entry.getName()))
              .filteredOn(name -> name.endsWith(".class") && !name.endsWith("module-info.class"))
              .as(jar.toString())
              .allMatch(name -> one.getEntry(name) != null);
        }
      }
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
    assertThat(apart).as("TensorFlow's natives").hasSize(1);
    List<Path> classPath = new ArrayList<>(List.of(ONE_JAR));
    classPath.addAll(ClassPathFile.files(apart));
    return classPath;
  }

  private static List<Artifact> merged() {
    return ClassPathFile.ofUsers().stream()
        .filter(artifact -> artifact.classifier().isEmpty())
        .toList();
  }
}
