package io.github.safr.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.zip.GZIPOutputStream;
import org.apache.uima.UIMAFramework;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.impl.XmiCasSerializer;
import org.apache.uima.collection.CollectionReader;
import org.apache.uima.jcas.tcas.Annotation;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.apache.uima.util.CasCreationUtils;
import org.apache.uima.util.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentsReaderTest {

  @TempDir Path folder;
  private Path in;

  /** What came out of the reader: a line a document, name, language and text. */
  private record Reading(List<String> documents, int skipped, Progress[] progress) {}

  @BeforeEach
  void makeInput() throws IOException {
    in = Files.createDirectory(folder.resolve("in"));
  }

  @Test
  void readsFilesAtAnyDepthByName() throws Exception {
    write("b.txt", "Second.");
    write("a/deep/z.txt", "First: straße 😀");
    write("empty.txt", "");
    write("notes.md", "Not asked for.");

    Reading reading = read("language", "de");

    assertThat(reading.documents())
        .containsExactly("a/deep/z.txt de First: straße 😀", "b.txt de Second.", "empty.txt de ");
    assertThat(reading.skipped()).isZero();
  }

  @Test
  void theLanguageIsLeftOpenUnlessSomebodySaysIt() throws Exception {
    write("a.txt", "Text.");

    assertThat(read().documents()).containsExactly("a.txt x-unspecified Text.");
  }

  @Test
  void readsRowsOfTables() throws Exception {
    write("r.csv", "key,review\nA/7,\"Good, really.\"\nB,Bad.\n");
    write("r.tsv", "1\tGood.\n");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(in.resolve("r.jsonl.gz")))) {
      out.write("{\"review\": \"Fine.\", \"key\": 3}\n".getBytes());
    }

    assertThat(readOf(in + "/r.csv", "textColumn", "review", "idColumn", "key").documents())
        .containsExactly(
            "r.csv/000000/0000001-A_7 x-unspecified Good, really.",
            "r.csv/000000/0000002-B x-unspecified Bad.");
    assertThat(readOf(in + "/*.gz", "textColumn", "review").documents())
        .containsExactly("r.jsonl.gz/000000/r-0000001 x-unspecified Fine.");
    assertThat(readOf(in + "/r.tsv", "textColumn", "2", "header", false).documents())
        .containsExactly("r.tsv/000000/r-0000001 x-unspecified Good.");
  }

  @Test
  void whatCannotBeReadIsSkippedToldAndNeverPromised() throws Exception {
    write("a.txt", "Good.");
    Files.write(in.resolve("b.txt"), new byte[] {'o', 'h', (byte) 0xFF});
    write("c.txt", "Good, too.");
    Files.write(in.resolve("y.txt"), new byte[] {(byte) 0xC3});
    Files.write(in.resolve("z.txt"), new byte[] {(byte) 0xC3});

    try (Logged log = Logged.listen()) {
      Reading reading = read();

      assertThat(reading.documents()).extracting(line -> line.charAt(0)).containsExactly('a', 'c');
      assertThat(reading.skipped()).isEqualTo(3);
      assertThat(reading.progress()[0].getCompleted()).isEqualTo(5);
      assertThat(log.warnings())
          .hasSize(3)
          .first()
          .asString()
          .startsWith("'b.txt' skipped: ")
          .contains("is not UTF-8 (first at byte 2)");
    }
  }

  @Test
  void aTableThatBreaksOffIsToldAndTheNextFileIsRead() throws Exception {
    write("a.csv", "text\nGood.\n\"oops\"x\nFine.\n");
    write("b.txt", "Next.");

    Reading reading = readOf(in + "/*");

    assertThat(reading.documents())
        .contains("a.csv/000000/a-0000001 x-unspecified Good.", "b.txt x-unspecified Next.");
    assertThat(reading.skipped()).isPositive();
  }

  @Test
  void whatXmlForbidsIsReplacedAndTold() throws Exception {
    write("a.txt", "a\0b\u0001");

    try (Logged log = Logged.listen()) {
      assertThat(read().documents()).containsExactly("a.txt x-unspecified a\uFFFDb\uFFFD");
      assertThat(log.warnings())
          .containsExactly(
              "'a.txt': 2 x a character that XML cannot carry; U+FFFD takes its place.");
    }
  }

  @Test
  void xmiKeepsItsAnnotationsIfAnybodyDeclaresThem() throws Exception {
    TypeSystemDescription remarks =
        UIMAFramework.getResourceSpecifierFactory().createTypeSystemDescription();
    remarks.addType("org.example.Remark", "", CAS.TYPE_NAME_ANNOTATION);
    CAS written = CasCreationUtils.createCas(remarks, null, null);
    written.setDocumentLanguage("fr");
    written.setDocumentText("Bon film.");
    written.addFsToIndexes(
        written.createAnnotation(written.getTypeSystem().getType("org.example.Remark"), 0, 3));
    try (OutputStream out = Files.newOutputStream(in.resolve("a.xmi"))) {
      XmiCasSerializer.serialize(written, out);
    }

    CollectionReader reader = reader("input", new String[] {in.toString()}, "format", "xmi");
    CAS cas = CasCreationUtils.createCas(List.of(reader.getProcessingResourceMetaData(), remarks));
    reader.typeSystemInit(cas.getTypeSystem());
    assertThat(reader.hasNext()).isTrue();
    reader.getNext(cas);
    assertThat(DocumentName.of(cas)).contains("a.xmi");
    assertThat(cas.getDocumentLanguage()).isEqualTo("fr");
    assertThat(cas.<Annotation>select("org.example.Remark").single().getBegin()).isZero();
    assertThat(reader.hasNext()).isFalse();
    reader.destroy();

    try (Logged log = Logged.listen()) {
      assertThat(read("format", "xmi").skipped()).isEqualTo(1);
      assertThat(log.warnings())
          .singleElement()
          .asString()
          .contains("that no type system declares", "import the types of XMI in a descriptor");
    }
  }

  @Test
  void whatWasReadBeforeIsNamedAnew() throws Exception {
    write("a.txt", "Good.");
    CollectionReader reader = reader("input", new String[] {in.toString()});
    CAS cas = CasCreationUtils.createCas(List.of(reader.getProcessingResourceMetaData()));
    DocumentName.set(cas, "old.txt");
    DocumentName.set(cas, "a.txt");

    assertThat(DocumentName.of(cas)).contains("a.txt");
    assertThat(cas.select(cas.getTypeSystem().getType(DocumentName.TYPE)).count()).isEqualTo(1);
    reader.destroy();
  }

  @Test
  void documentsAreCountedBesideTheReading() throws Exception {
    write("a.csv", "text\n" + "Good.\n".repeat(20));
    CollectionReader reader = reader("input", new String[] {in + "/a.csv"});
    CAS cas = CasCreationUtils.createCas(List.of(reader.getProcessingResourceMetaData()));
    reader.getNext(cas);

    long patience = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (reader.getProgress()[0].getTotal() < 0 && System.nanoTime() < patience) {
      Thread.sleep(10);
    }
    assertThat(reader.getProgress()[0].getTotal()).isEqualTo(20);
    assertThat(reader.getProgress()[0].getCompleted()).isEqualTo(1);
    assertThat(reader.getProgress()[0].getUnit()).isEqualTo(Progress.ENTITIES);
    reader.destroy();
  }

  @Test
  void anExhaustedReaderStartsAgainWhenItIsConfiguredAgain() throws Exception {
    write("a.txt", "Good.");
    CollectionReader reader = reader("input", new String[] {in.toString()});
    CAS cas = CasCreationUtils.createCas(List.of(reader.getProcessingResourceMetaData()));
    reader.getNext(cas);
    assertThatThrownBy(() -> reader.getNext(cas)).isInstanceOf(NoSuchElementException.class);

    reader.reconfigure();

    assertThat(reader.hasNext()).isTrue();
    assertThat(reader.getProgress()[0].getCompleted()).isZero();
    reader.destroy();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "input    | nowhere  | Input 'nowhere' does not exist",
        "input    | in/*.doc | fits no file",
        "format   | word     | Parameter 'format': 'word' is none of text, tsv, csv, jsonl, xmi, json.",
        "header   | false    | give their numbers in 'textColumn' and 'idColumn'",
      })
  void saysAtTheStartWhatIsWrong(String parameter, String value, String message) {
    Object typed =
        switch (parameter) {
          case "input" -> new String[] {value.replace("in/", in + "/")};
          case "header" -> Boolean.valueOf(value);
          default -> value;
        };
    assertThatThrownBy(() -> reader("input", new String[] {in.toString()}, parameter, typed))
        .isInstanceOf(ResourceInitializationException.class)
        .hasStackTraceContaining(message);
  }

  private Reading read(Object... parameters) throws Exception {
    return readOf(in.toString(), parameters);
  }

  private Reading readOf(String input, Object... parameters) throws Exception {
    List<Object> all = new ArrayList<>(List.of("input", new String[] {input}));
    all.addAll(List.of(parameters));
    CollectionReader reader = reader(all.toArray());
    CAS cas = CasCreationUtils.createCas(List.of(reader.getProcessingResourceMetaData()));
    reader.typeSystemInit(cas.getTypeSystem());
    List<String> documents = new ArrayList<>();
    while (reader.hasNext()) {
      reader.getNext(cas);
      documents.add(
          DocumentName.of(cas).orElseThrow()
              + " "
              + cas.getDocumentLanguage()
              + " "
              + cas.getDocumentText());
      cas.reset();
    }
    Reading reading =
        new Reading(documents, ((DocumentsReader) reader).skipped(), reader.getProgress());
    reader.destroy();
    return reading;
  }

  private static CollectionReader reader(Object... parameters) throws Exception {
    return UIMAFramework.produceCollectionReader(Descriptors.reader(parameters));
  }

  private void write(String name, String content) throws IOException {
    Path file = in.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
