package io.github.safr.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.safr.packaging.ClassPathFile.Artifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What who depends on us gets")
class ClassPathTest {

  private static final Path PAGE = Path.of("docs/packaging.md");

  /** A row of the table on the page: an artifact, its classifier, and its size in MB. */
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([^`]+)`[^|]*\\| *([0-9.]+) *\\|.*\\|$");

  private final List<Artifact> artifacts = ClassPathFile.ofUsers();

  @Test
  void isWhatAnnotatingNeeds() {
    assertThat(artifacts)
        .extracting(Artifact::key)
        .contains(
            "org.apache.uima:uimaj-core",
            "org.apache.opennlp:opennlp-tools",
            "org.apache.opennlp:opennlp-models-sentdetect-en",
            "ai.djl.tensorflow:tensorflow-engine",
            "org.tensorflow:tensorflow-core-native");
  }

  @Test
  void isNothingForTrainingMeasuringOrTheCommandLine() {
    assertThat(artifacts)
        .extracting(Artifact::key)
        .noneMatch(
            key ->
                key.matches(
                    "(org\\.springframework|org\\.apache\\.spark|dev\\.langchain4j|info\\.picocli"
                        + "|me\\.tongfei|org\\.hipparchus|org\\.knowm|com\\.microsoft|org\\.tribuo"
                        + "|org\\.jline|org\\.openjdk|org\\.junit).*"))
        .doesNotContain("org.apache.commons:commons-csv", "org.apache.opennlp:opennlp-dl");
  }

  @Test
  void isNoBackendForLogging() throws Exception {
    assertThat(artifacts)
        .extracting(Artifact::key)
        .noneMatch(
            key ->
                key.matches(
                    "(ch\\.qos\\.logback:.*|org\\.apache\\.logging.*|log4j:.*|.*:slf4j-(?!api).*"
                        + "|.*:jcl-over.*|.*:commons-logging)"));
    for (Path jar : ClassPathFile.files(artifacts)) {
      try (JarFile content = new JarFile(jar.toFile())) {
        assertThat(content.getEntry("META-INF/services/org.slf4j.spi.SLF4JServiceProvider"))
            .as(jar.toString())
            .isNull();
      }
    }
  }

  @Test
  void hasEveryClassOnce() throws Exception {
    Map<String, List<String>> holders = new TreeMap<>();
    for (Artifact artifact : artifacts) {
      try (JarFile content = new JarFile(artifact.file().toFile())) {
        content.stream()
            .map(entry -> entry.getName())
            .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
            .filter(name -> !name.equals("module-info.class"))
            .forEach(
                name ->
                    holders
                        .computeIfAbsent(name, key -> new ArrayList<>())
                        .add(artifact.file().getFileName().toString()));
      }
    }
    assertThat(holders).hasSizeGreaterThan(1000);
    holders.values().removeIf(jars -> jars.size() == 1);
    assertThat(holders).isEmpty();
  }

  /** The table is that of one platform; others differ in TensorFlow's natives. */
  @Test
  void isWhatThePageOnPackagingLists() throws Exception {
    assumeThat(artifacts).extracting(Artifact::classifier).contains("linux-x86_64");
    Map<String, String> listed = new LinkedHashMap<>();
    for (MatchResult row : ROW.matcher(Files.readString(PAGE)).results().toList()) {
      listed.put(row.group(1), row.group(2));
    }
    Map<String, String> found = new LinkedHashMap<>();
    for (Artifact artifact : artifacts) {
      String classifier = artifact.classifier().isEmpty() ? "" : ":" + artifact.classifier();
      found.put(artifact.key() + classifier, megabytes(artifact.file()));
    }

    assertThat(listed).isEqualTo(found);
  }

  private static String megabytes(Path jar) throws IOException {
    return String.format(Locale.ROOT, "%.1f", Files.size(jar) / 1e6);
  }
}
