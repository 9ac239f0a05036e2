package io.github.safr.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.packaging.ClassPathFile.Artifact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Texts that whoever passes our packages on has to pass on with them. */
@DisplayName("Licences")
class LicencesIT {

  private static final Path JAR = Path.of(System.getProperty("safr.packaged") + ".jar");
  private static final Path PEAR = Path.of(System.getProperty("safr.packaged") + ".pear");
  private static final Path ONE_JAR = Path.of("target/one-jar/one.jar");

  /** As license-maven-plugin writes it: (licence) name (group:artifact:version - page). */
  private static final Pattern LINE =
      Pattern.compile("(?m)^ +\\(([^)]+)\\) .*\\(([^: ]+):([^: ]+):[^: ]+ - .*\\)$");

  @Test
  void areListedForEveryArtifactOfUsers() throws Exception {
    List<String> listed =
        list(text(JAR, "META-INF/THIRD-PARTY.txt")).stream()
            .map(line -> line.group(2) + ":" + line.group(3))
            .toList();

    assertThat(listed)
        .containsExactlyInAnyOrderElementsOf(
            ClassPathFile.ofUsers().stream().map(Artifact::key).distinct().toList());
    assertThat(text(PEAR, "doc/THIRD-PARTY.txt")).isEqualTo(text(JAR, "META-INF/THIRD-PARTY.txt"));
  }

  /** Whoever has our jar has the Apache License; the others differ in whom they name. */
  @Test
  void otherThanTheApacheLicenseAreInOurJarAndInThePear() throws Exception {
    List<MatchResult> all = list(Files.readString(Path.of("target/lib/THIRD-PARTY.txt")));
    assertThat(all).hasSizeGreaterThan(40);
    List<String> others = new ArrayList<>();
    for (MatchResult line : all) {
      if (!line.group(1).equals("Apache-2.0")) {
        // One text for all artifacts of a project: slf4j-api and slf4j-jdk14.
        others.add(line.group(3).replaceFirst("^(slf4j|jline)-.*", "$1") + ".txt");
      }
    }

    assertThat(others).contains("protobuf-java.txt", "slf4j.txt");
    for (String name : others) {
      assertThat(text(JAR, "META-INF/licenses/" + name))
          .contains("Copyright")
          .isEqualTo(text(PEAR, "doc/licenses/" + name));
    }
    for (String name : List.of("LICENSE", "NOTICE")) {
      assertThat(text(PEAR, "doc/" + name))
          .isEqualTo(text(JAR, "META-INF/" + name))
          .isEqualTo(Files.readString(Path.of(name)));
    }
  }

  @Test
  void areInOneJarOfAll() throws Exception {
    assertThat(text(ONE_JAR, "META-INF/LICENSE"))
        .contains(Files.readString(Path.of("LICENSE")).strip());
    assertThat(text(ONE_JAR, "META-INF/LICENSE.txt")).contains("QOS.ch", "Apache License");
    assertThat(text(ONE_JAR, "META-INF/licenses/protobuf-java.txt")).contains("Google Inc.");
    assertThat(text(ONE_JAR, "META-INF/NOTICE")).contains("The safr-uima authors", "Apache UIMA");
  }

  @Test
  void areNoticedByName() throws Exception {
    String notice = letters(Files.readString(Path.of("NOTICE")));
    for (MatchResult line : list(Files.readString(Path.of("target/lib/THIRD-PARTY.txt")))) {
      String name = line.group(3);
      assertThat(notice)
          .as("NOTICE on %s", name)
          .containsAnyOf(letters(name), letters(name.replaceFirst("-.*", "")));
    }
  }

  private static String letters(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  private static List<MatchResult> list(String text) {
    return LINE.matcher(text).results().toList();
  }

  private static String text(Path zip, String name) throws IOException {
    try (ZipFile content = new ZipFile(zip.toFile())) {
      ZipEntry entry = content.getEntry(name);
      assertThat(entry).as("%s in %s", name, zip.getFileName()).isNotNull();
      return new String(content.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
