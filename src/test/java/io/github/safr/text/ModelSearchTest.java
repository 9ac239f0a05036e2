package io.github.safr.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Model artifacts as they come, and as tools that merge jars leave them. */
class ModelSearchTest {

  private static final String OURS = "io/github/safr/text/ModelSearch.class";
  private static final String SENTENCE = "opennlp-de-ud-gsd-sentence-1.3-2.5.4.bin";
  private static final String TOKENS = "opennlp-de-ud-gsd-tokens-1.3-2.5.4.bin";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"sentence", "tokens"})
  void theEnglishModelsThatComeAlongAreFound(String kind) throws Exception {
    URL found = new ModelSearch().find("en", kind).orElseThrow();

    // As it is called where no index tells of it, too.
    ClassLoader unlisted =
        new ClassLoader(null) {
          @Override
          public URL getResource(String name) {
            return name.endsWith(".bin") ? ModelSearchTest.class.getResource("/" + name) : null;
          }
        };
    assertThat(new ModelSearch(List.of(unlisted)).find("en", kind))
        .hasValueSatisfying(known -> assertThat(known).hasToString(found.toString()));
  }

  @Test
  void artifactsAreFoundByTheirIndexes() throws Exception {
    Path sentence = jar("sentence.jar", Map.of("model.properties", index(SENTENCE), SENTENCE, ""));
    Path tokens = jar("tokens.jar", Map.of("model.properties", index(TOKENS), TOKENS, ""));

    assertThat(find("sentence", sentence, tokens)).contains("sentence.jar!/" + SENTENCE);
    assertThat(find("tokens", sentence, tokens)).contains("tokens.jar!/" + TOKENS);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "first,false",
    "last,false",
    "joined,false",
    "glued,false",
    "none,false",
    "none,true"
  })
  void modelsInOneJarAreFoundWhateverBecameOfTheIndexes(String left, boolean unpacked)
      throws Exception {
    Map<String, String> entries = new LinkedHashMap<>(Map.of(SENTENCE, "", TOKENS, "", OURS, ""));
    switch (left) {
      case "first" -> entries.put("model.properties", index(SENTENCE));
      case "last" -> entries.put("model.properties", index(TOKENS));
      case "joined" -> entries.put("model.properties", index(SENTENCE) + "\n" + index(TOKENS));
      case "glued" -> entries.put("model.properties", index(SENTENCE) + index(TOKENS));
      default -> assertThat(left).isEqualTo("none");
    }
    Path merged = unpacked ? folder("merged", entries) : jar("merged 1.jar", entries);

    assertThat(find("sentence", merged).orElseThrow()).endsWith("/" + SENTENCE);
    assertThat(find("tokens", merged).orElseThrow()).endsWith("/" + TOKENS);
  }

  @Test
  void theNewestIsTakenAndOtherLanguagesAreNot() throws Exception {
    String newer = SENTENCE.replace("1.3-2.5.4", "1.4-2.5.6");
    Path merged =
        jar("merged.jar", Map.of(SENTENCE, "", newer, "", TOKENS.replace("-de-", "-nl-"), ""));
    Path ours = jar("ours.jar", Map.of(OURS, ""));

    assertThat(find("sentence", ours, merged)).isEmpty();
    assertThat(find("sentence", jar("both.jar", Map.of(OURS, "", SENTENCE, "", newer, ""))))
        .hasValueSatisfying(found -> assertThat(found).endsWith(newer));
    assertThat(find("tokens", merged)).isEmpty();
  }

  @Test
  void aMissingModelIsNamedWithTheRemedy() {
    assertThatThrownBy(() -> OpenNlpModels.sentenceModel("xx-AT"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "No OpenNLP sentence model for language 'xx-AT' is on the class path. Add"
                + " org.apache.opennlp:opennlp-models-sentdetect-xx, or name a model's location. If"
                + " jars were merged into one, keep opennlp-xx-*-sentence-*.bin in its root.");
  }

  private static Optional<String> find(String kind, Path... classPath) throws IOException {
    URL[] urls = new URL[classPath.length];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = classPath[i].toUri().toURL();
    }
    try (URLClassLoader loader = new URLClassLoader(urls, null)) {
      return new ModelSearch(List.of(loader))
          .find("de", kind)
          .map(found -> found.getPath().replaceFirst(".*/(?=[^/]*!)", ""));
    }
  }

  private static String index(String model) {
    return "# A comment.\nmodel.name=" + model + "\nmodel.language=de";
  }

  private Path jar(String name, Map<String, String> entries) throws IOException {
    Path jar = folder.resolve(name);
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar;
  }

  private Path folder(String name, Map<String, String> entries) throws IOException {
    Path root = folder.resolve(name);
    for (Map.Entry<String, String> entry : entries.entrySet()) {
      Path file = root.resolve(entry.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, entry.getValue());
    }
    return root;
  }
}
