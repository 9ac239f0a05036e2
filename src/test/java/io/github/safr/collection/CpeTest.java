package io.github.safr.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.cli.SafrCommand;
import io.github.safr.testing.CasContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.uima.UIMAFramework;
import org.apache.uima.cas.CAS;
import org.apache.uima.util.CasCreationUtils;
import org.apache.uima.util.CasIOUtils;
import org.apache.uima.util.XMLInputSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Collection Processing Engine that we ship, edited as its users edit it. */
class CpeTest {

  private static final String MODEL = "en-sentiment-paper";
  private static final String APART = "safr.apart";
  private static final Path EXAMPLES = Path.of("examples/documents");

  @TempDir Path folder;
  private Path in;
  private Path out;

  @BeforeEach
  void makeInput() throws IOException {
    // The same document then has the same numbers, whatever is annotated beside it.
    System.setProperty(APART, "true");
    in = Files.createDirectory(folder.resolve("in & out"));
    out = folder.resolve("annotated");
    for (int copy = 0; copy < 3; copy++) {
      Path deep = Files.createDirectories(in.resolve("copy/" + copy));
      for (Path document : files(EXAMPLES)) {
        Files.copy(document, deep.resolve(document.getFileName()));
      }
    }
    Files.writeString(in.resolve("empty.txt"), "");
    Files.writeString(in.resolve("blank.txt"), " \n\n ");
  }

  @AfterEach
  void asItWas() {
    System.clearProperty(APART);
  }

  @Test
  void findsWhatAnnotateFindsWithOneModelForAllThreads() throws Exception {
    Path expected = folder.resolve("expected");
    SafrCommand.main(
        "annotate",
        "--reproducible",
        "--model",
        MODEL,
        "--input",
        in.toString(),
        "--output",
        expected.toString());
    Files.write(in.resolve("copy/bad.txt"), new byte[] {'o', 'h', (byte) 0xFF});
    Files.write(in.resolve("zz-last.txt"), new byte[] {(byte) 0xFF});
    Set<ObjectName> modelsBefore = models();
    Set<ObjectName> models = ConcurrentHashMap.newKeySet();
    Set<String> threads = ConcurrentHashMap.newKeySet();

    CpeRun run =
        CpeRun.of(
            edited("io.github.safr.uima.SafrPipeline"),
            () -> {
              models.addAll(models());
              threads.add(Thread.currentThread().getName());
            });

    assertThat(run.failures()).isEmpty();
    assertThat(run.wasAborted()).isFalse();
    int documents = files(in).size() - 2;
    assertThat(run.processed()).isEqualTo(documents);
    assertThat(threads).as("threads that were at work").hasSizeGreaterThan(1);
    models.removeAll(modelsBefore);
    assertThat(models).as("copies of the model").hasSize(1);
    assertThat(models()).as("models after the run").isEqualTo(modelsBefore);
    assertThat(names(out)).hasSize(documents + 1).isEqualTo(names(expected));
    CAS ours = cas(out);
    CAS theirs = cas(expected);
    for (String name : names(out)) {
      if (name.endsWith(".xmi")) {
        assertThat(content(out.resolve(name), ours))
            .as(name)
            .isEqualTo(content(expected.resolve(name), theirs));
      }
    }
  }

  @Test
  void aDocumentThatAnEngineRefusesIsGivenUpAndTold() throws Exception {
    Files.writeString(in.resolve("copy/refused.txt"), "This is " + Refusing.WORD + ".");
    Files.writeString(in.resolve("copy/refused-too.txt"), "So is this: " + Refusing.WORD + ".");

    CpeRun run = CpeRun.of(edited("io.github.safr.collection.Refusing"), () -> {});

    assertThat(run.wasAborted()).isFalse();
    assertThat(run.failures()).hasSize(2);
    assertThat(run.processed()).isEqualTo(files(in).size() - 2);
    assertThat(names(out))
        .hasSize(files(in).size() - 2 + 1)
        .doesNotContain("copy/refused.txt.xmi", "copy/refused-too.txt.xmi");
  }

  /**
   * The descriptor with folders and model filled in.
   *
   * @param engine name of the descriptor of the engine in the middle
   */
  private XMLInputSource edited(String engine) throws Exception {
    String descriptor;
    try (var file = Descriptors.file("SafrCpe").openStream()) {
      descriptor = new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
    descriptor =
        replaced(descriptor, ">documents<", ">" + in.toString().replace("&", "&amp;") + "<");
    descriptor = replaced(descriptor, ">annotated<", ">" + out + "<");
    descriptor = replaced(descriptor, ">en-sentiment<", ">" + MODEL + "<");
    descriptor = replaced(descriptor, "io.github.safr.uima.SafrPipeline", engine);
    return new XMLInputSource(
        new ByteArrayInputStream(descriptor.getBytes(StandardCharsets.UTF_8)), null);
  }

  private static String replaced(String text, String old, String replacement) {
    assertThat(text.split(old, -1)).as(old).hasSize(2);
    return text.replace(old, replacement);
  }

  /** The models that are loaded, as JMX shows them. */
  private static Set<ObjectName> models() {
    try {
      return new HashSet<>(
          ManagementFactory.getPlatformMBeanServer()
              .queryNames(new ObjectName("io.github.safr:type=Model,*"), null));
    } catch (JMException e) {
      throw new AssertionError(e);
    }
  }

  private static CAS cas(Path folder) throws Exception {
    return CasCreationUtils.createCas(
        UIMAFramework.getXMLParser()
            .parseTypeSystemDescription(
                new XMLInputSource(folder.resolve("TypeSystem.xml").toFile())),
        null,
        null);
  }

  private static List<String> content(Path file, CAS cas) throws IOException {
    cas.reset();
    CasIOUtils.load(file.toUri().toURL(), cas);
    return CasContent.without(DocumentName.TYPE::equals, cas);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().contains(".safr"))
          .sorted()
          .toList();
    }
  }

  private static List<String> names(Path folder) throws IOException {
    return files(folder).stream().map(file -> folder.relativize(file).toString()).toList();
  }
}
