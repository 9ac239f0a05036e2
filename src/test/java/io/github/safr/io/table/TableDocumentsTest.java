package io.github.safr.io.table;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.safr.io.Characters;
import io.github.safr.io.Document;
import io.github.safr.io.DocumentException;
import io.github.safr.io.DocumentSource;
import io.github.safr.io.UnreadableDocument;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.uima.cas.CAS;
import org.apache.uima.fit.factory.CasFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableDocumentsTest {

  private static final TableColumns TEXT = new TableColumns("text", null, true);
  private static final TableColumns TEXT_AND_ID = new TableColumns("text", "id", true);

  @TempDir Path folder;

  @Test
  void readsCommaSeparatedRows() throws Exception {
    write(
        "a.csv",
        "\uFEFFid,text,stars\r\n7,\"Good, \"\"very\"\" good.\r\nReally.\",5\r\n\r\n8,5\" too short,1");
    assertThat(read("a.csv", TEXT_AND_ID))
        .containsExactly(
            "a.csv/000000/0000001-7: Good, \"very\" good.\r\nReally.",
            "a.csv/000000/0000002-8: 5\" too short");
    assertThat(count("a.csv", TEXT_AND_ID)).isEqualTo(2);
  }

  @Test
  void readsTabSeparatedRowsInWhichQuotesMeanNothing() throws Exception {
    write("a.tsv", "stars\ttext\n1\t\"Not good\n5\t\"Good\"\n");
    assertThat(read("a.tsv", TEXT))
        .containsExactly("a.tsv/000000/a-0000001: \"Not good", "a.tsv/000000/a-0000002: \"Good\"");
  }

  @Test
  void readsJsonLines() throws Exception {
    write(
        "a.jsonl",
        """
        {"id": 7, "text": "Good \\ud83d\\ude00\\nfun.", "more": {"text": [1, {}]}}

        {"text": "", "id": "x"}
        """);
    assertThat(read("a.jsonl", TEXT_AND_ID))
        .containsExactly("a.jsonl/000000/0000001-7: Good 😀\nfun.", "a.jsonl/000000/0000002-x: ");
    assertThat(count("a.jsonl", TEXT_AND_ID)).isEqualTo(2);
  }

  @Test
  void readsWhateverUtf8CanSay() throws Exception {
    String odd =
        "a\uFFFF\uFFFE\uFFFDb" + Character.toString(0x103FF) + Character.toString(0x10FFFF);
    write("a.tsv", "text\n" + odd + "\n");
    List<Document> documents = new ArrayList<>();
    DocumentSource.of(List.of(folder.resolve("a.tsv") + ""), null)
        .forEach(
            table ->
                TableDocuments.of(table, TEXT, Characters.ALL).forEachRemaining(documents::add));
    CAS cas = CasFactory.createCas();
    documents.get(0).readInto(cas, "en");
    assertThat(cas.getDocumentText()).isEqualTo(odd);
  }

  @Test
  void bytesThatAreNotUtf8CostTheirRowOnly() throws Exception {
    byte[] bytes = "text\nG?d\n?\n????\n\uFFFF\n".getBytes(UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = bytes[i] == '?' ? (byte) 0xED : bytes[i];
    }
    Files.write(folder.resolve("a.tsv"), bytes);
    assertThat(read("a.tsv", TEXT))
        .hasSize(4)
        .last()
        .asString()
        .startsWith("a.tsv/000000/a-0000004: ")
        .doesNotContain("UTF-8");
    assertThat(read("a.tsv", TEXT).subList(0, 3)).allMatch(row -> row.endsWith("is not UTF-8."));
  }

  @Test
  void readsCompressedTables() throws Exception {
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("a.tsv.gz")))) {
      out.write("text\nGood.\n".getBytes(UTF_8));
    }
    assertThat(read("a.tsv.gz", TEXT)).containsExactly("a.tsv.gz/000000/a-0000001: Good.");
    write("b.csv.gz", "not packed");
    assertThat(read("b.csv.gz", TEXT)).containsExactly("b.csv.gz: '... not gzip. Pack it again.");
  }

  @Test
  void columnsMayBeNumbers() throws Exception {
    write("a.csv", "7,Good.\n8,Bad.\n");
    assertThat(read("a.csv", new TableColumns("2", "1", false)))
        .containsExactly("a.csv/000000/0000001-7: Good.", "a.csv/000000/0000002-8: Bad.");
    assertThat(read("a.csv", new TableColumns("2", null, true)))
        .containsExactly("a.csv/000000/a-0000001: Bad.");
    assertThat(count("a.csv", new TableColumns("2", null, true))).isEqualTo(1);
  }

  @Test
  void oneBadRowCostsNoOther() throws Exception {
    write("a.csv", "id,text\n1\n2,\"x\" y\n3,Caf\u00e9\n4,Good.\n,Bad.\n", ISO_8859_1);
    assertThat(read("a.csv", TEXT_AND_ID))
        .containsExactly(
            "a.csv/000000/0000001: Line 2 of '... has 1 columns; column 2 is needed.",
            "a.csv/000000/0000002: Line 3 of '... is not quoted as RFC 4180 has it.",
            "a.csv/000000/0000003: Line 4 of '... is not UTF-8.",
            "a.csv/000000/0000004-4: Good.",
            "a.csv/000000/0000005: Bad.");
    write(
        "a.jsonl", "{\"text\": \"Good.\"}\n{oops\n[1]\n{\"text\": 1}\n{} {}\n\"\"\n{'text':''}\n");
    assertThat(read("a.jsonl", TEXT))
        .containsExactly(
            "a.jsonl/000000/a-0000001: Good.",
            "a.jsonl/000000/a-0000002: Line 2 of '... is not JSON.",
            "a.jsonl/000000/a-0000003: Line 3 of '... is no JSON object.",
            "a.jsonl/000000/a-0000004: Line 4 of '... has no string 'text' but another value.",
            "a.jsonl/000000/a-0000005: Line 5 of '... is not JSON.",
            "a.jsonl/000000/a-0000006: Line 6 of '... is no JSON object.",
            "a.jsonl/000000/a-0000007: Line 7 of '... is not JSON.");
  }

  @Test
  void saysThatAColumnIsMissingAndQuotesNothing() throws Exception {
    write("a.csv", "secret words,more\n1,2\n");
    assertThat(read("a.csv", TEXT))
        .containsExactly(
            "a.csv: Line 1 of '... is the header, and none of its 2 columns is 'text'.");
    write("b.csv", "id,text\n1,x\n");
    assertThat(read("b.csv", new TableColumns("text", "key", true)).get(0)).contains("'key'");
    write("c.csv", "");
    assertThat(read("c.csv", TEXT)).isEmpty();
  }

  @Test
  void aQuoteThatIsNeverClosedCostsItsRowOnly() throws Exception {
    String table = "text\n\"open " + "x".repeat(50) + "\nmore\nGood.\n";
    List<String> found = new ArrayList<>();
    try (RecordReader records =
        RecordReader.ofQuotedCells(new ByteArrayInputStream(table.getBytes(UTF_8)), ',', 20)) {
      while (records.next()) {
        try {
          found.add(records.firstLine() + " " + records.record());
        } catch (BadRowException e) {
          found.add(records.firstLine() + " " + e.getMessage());
        }
      }
    }
    assertThat(found)
        .containsExactly(
            "1 text",
            "2 is longer than 20 characters; perhaps a quote is not closed.",
            "3 more",
            "4 Good.");
  }

  @Test
  void rowsAreReadWhenTheyAreAskedFor() throws Exception {
    write("a.tsv", "text\n" + "Good.\n".repeat(5_000));
    try (TableDocuments rows = rows("a.tsv", TEXT)) {
      Document last = null;
      for (int i = 0; i < 2_345; i++) {
        last = rows.next();
      }
      assertThat(last.name()).isEqualTo("a.tsv/000002/a-0002345");
      assertThat(last.heldCharacters()).isEqualTo(5);
    }
  }

  @Test
  void aCarriageReturnCutsNoRow() throws Exception {
    write("a.csv", "text,id\r\nGood\rfilm.,1\r\n\"Good\rfilm.\",2\r\n");
    assertThat(read("a.csv", TEXT))
        .containsExactly(
            "a.csv/000000/a-0000001: Line 2 of '... has a carriage return outside of quotes."
                + " Quote the cell, or end lines with line feeds.",
            "a.csv/000000/a-0000002: Good\rfilm.");
    write("a.tsv", "text\tid\r\nGood\rfilm.\t1\r\n");
    assertThat(read("a.tsv", TEXT)).containsExactly("a.tsv/000000/a-0000001: Good\rfilm.");
    write("b.tsv", "text\rGood.\r\nBad.\n");
    assertThat(read("b.tsv", TEXT)).hasSize(1).element(0).asString().contains("is the header, and");
  }

  @Test
  void refusesTablesWithoutLineFeeds() throws Exception {
    for (String name : List.of("a.csv", "a.tsv", "a.jsonl")) {
      for (String end : List.of("", "\r", "\r\n")) {
        write(name, "{\"text\":1}\r{\"text\":1}" + end);
        for (boolean header : List.of(true, false)) {
          assertThat(read(name, new TableColumns(header ? "text" : "1", null, header)))
              .containsExactly(name + ": '... has carriage returns for line ends.");
        }
      }
    }
    write("b.csv", "\"one\rcell\"");
    assertThat(read("b.csv", new TableColumns("1", null, false))).hasSize(1);
  }

  @Test
  void refusesRowsOfFarTooManyColumns() throws Exception {
    write(
        "a.csv",
        "text\n"
            + ",".repeat(20_000)
            + "\nx\"\""
            + ",".repeat(20_000)
            + "\n\"a\"\""
            + ",".repeat(20_000)
            + "\"\n");
    List<String> rows = read("a.csv", TEXT);
    assertThat(rows).hasSize(3);
    assertThat(rows.get(0)).endsWith("has more than 10,000 columns.");
    assertThat(rows.get(1)).endsWith("has more than 10,000 columns.");
    assertThat(rows.get(2)).endsWith(": a\"" + ",".repeat(20_000));
    write("a.tsv", "text\n" + "\t".repeat(20_000) + "\n");
    assertThat(read("a.tsv", TEXT).get(0)).endsWith("has more than 10,000 columns.");
  }

  @Test
  void closesWhatCannotBeReadOrIsEmpty() throws Exception {
    AtomicBoolean closed = new AtomicBoolean();
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("broken");
          }

          @Override
          public void close() {
            closed.set(true);
          }
        };
    assertThatThrownBy(() -> RecordReader.ofLines(broken)).hasMessage("broken");
    assertThat(closed).isTrue();

    Path descriptors = Path.of("/proc/self/fd");
    assumeTrue(Files.isDirectory(descriptors));
    write("empty.csv", "");
    assertThat(rows("empty.csv", TEXT).hasNext()).isFalse();
    Path table = folder.resolve("empty.csv").toRealPath();
    try (Stream<Path> open = Files.list(descriptors)) {
      assertThat(open.map(TableDocumentsTest::target)).doesNotContain(table);
    }
  }

  private static Path target(Path link) {
    try {
      return Files.readSymbolicLink(link);
    } catch (IOException e) {
      return link;
    }
  }

  private TableDocuments rows(String name, TableColumns columns) throws IOException {
    return TableDocuments.of(
        DocumentSource.of(List.of(folder.resolve(name).toString()), null).iterator().next(),
        columns,
        Characters.XML_1_0);
  }

  private long count(String name, TableColumns columns) throws Exception {
    return new DocumentCollection(
            DocumentSource.of(List.of(folder.resolve(name).toString()), null),
            columns,
            Characters.XML_1_0)
        .count();
  }

  /** Name and text, or name and the sentence on what is wrong, without its path. */
  private List<String> read(String name, TableColumns columns) throws Exception {
    List<String> read = new ArrayList<>();
    CAS cas = CasFactory.createCas();
    try (TableDocuments rows = rows(name, columns)) {
      while (rows.hasNext()) {
        Document row = rows.next();
        if (row instanceof UnreadableDocument) {
          assertThatThrownBy(() -> row.readInto(cas, "en"))
              .isInstanceOfSatisfying(
                  DocumentException.class,
                  e -> {
                    assertThat(e).hasMessageNotContaining("secret");
                    String sentence =
                        e.getMessage().replaceAll("'/.*?'(,| is damaged, or)?", "'...");
                    read.add(
                        row.name()
                            + ": "
                            + sentence.replaceAll("\\. (Convert|Correct|Each|Name).*", "."));
                  });
        } else {
          row.readInto(cas, "en");
          read.add(row.name() + ": " + cas.getDocumentText());
          cas.reset();
        }
      }
    }
    return read;
  }

  private void write(String name, String content) throws IOException {
    write(name, content, UTF_8);
  }

  private void write(String name, String content, java.nio.charset.Charset charset)
      throws IOException {
    Files.write(folder.resolve(name), content.getBytes(charset));
  }
}
