package io.github.safr.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.io.Characters;
import io.github.safr.io.Document;
import io.github.safr.io.DocumentException;
import io.github.safr.io.DocumentFormat;
import io.github.safr.io.FoundFile;
import io.github.safr.io.UnreadableDocument;
import io.github.safr.io.table.TableColumns;
import io.github.safr.io.table.TableDocuments;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.uima.UIMAException;
import org.apache.uima.cas.CAS;
import org.apache.uima.fit.factory.CasFactory;

/** Any bytes for a table, and for a row between two others, which stay what they are. */
public final class TableTarget implements FuzzTarget {

  private static final List<TableColumns> COLUMNS =
      List.of(
          new TableColumns("text", null, true),
          new TableColumns("text", "id", true),
          new TableColumns("1", null, false),
          new TableColumns("2", "1", false));

  private static final int MOST_READ = 2;

  private final DocumentFormat format;
  private final Scratch scratch = new Scratch();
  private final CAS cas;

  public TableTarget(DocumentFormat format) {
    this.format = format;
    try {
      cas = CasFactory.createCas();
    } catch (UIMAException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    for (int columns = 0; columns < COLUMNS.size(); columns++) {
      for (String table : tables()) {
        seeds.add(((char) columns + table).getBytes(UTF_8));
      }
    }
    return seeds;
  }

  private List<String> tables() {
    return switch (format) {
      case TSV ->
          List.of(
              "id\ttext\n1\tThe soup was cold.\n2\t\"Not so.\r\n\n3\tx\ty\n",
              "text\rone\rtwo",
              "\uFEFFtext\n\u00E9\uD83D\uDE00\n");
      case CSV ->
          List.of(
              "id,text\n1,\"The \"\"soup\"\", cold.\nWhere?\"\n2,plain\r\n",
              "\uFEFFtext,id\r\n\"a\",1\r\n\"open,2\r\n",
              "text\n\"a\"b,c\n\"\"\n,\n\r,\n");
      default ->
          List.of(
              "{\"id\": 1, \"text\": \"The soup \\ud83d\\ude00\", \"more\": [{}, null]}\n\n[]\n",
              "{\"text\": 7}\n{\"id\": \"a\"}\n{\"text\": \"a\", \"text\": \"b\", \"id\": 1e9}\r\n",
              "{\"1\": \"a\", \"2\": \"b\"}\nnull\n" + "[".repeat(300));
    };
  }

  @Override
  public void check(byte[] input) throws Exception {
    Draw draw = new Draw(input);
    TableColumns columns = COLUMNS.get(draw.below(COLUMNS.size()));
    byte[] bytes = draw.rest();
    FoundFile whole = found(bytes);
    List<Document> documents = all(whole, columns);
    int read = 0;
    for (Document document : documents) {
      // A CAS takes much longer than a row.
      if (document instanceof UnreadableDocument || ++read <= MOST_READ) {
        read(document);
      }
    }
    assertThat(documents.stream().map(Document::name)).doesNotHaveDuplicates();
    assertThat(TableDocuments.count(whole, columns)).isGreaterThanOrEqualTo(0);
    checkNeighbours(bytes);
  }

  private void checkNeighbours(byte[] bytes) throws IOException {
    ByteArrayOutputStream row = new ByteArrayOutputStream();
    for (byte b : bytes) {
      // An open quote takes lines that follow, as the format has it.
      if (b != '\n' && !(b == '"' && format == DocumentFormat.CSV)) {
        row.write(b);
      }
    }
    boolean objects = format == DocumentFormat.JSONL;
    FoundFile table =
        found(
            Draw.ofParts(
                (objects ? "{\"text\": \"before\"}\n" : "text\nbefore\n").getBytes(UTF_8),
                row.toByteArray(),
                (objects ? "\n{\"text\": \"behind\"}\n" : "\nbehind\n").getBytes(UTF_8)));
    List<Document> documents = all(table, COLUMNS.get(0));
    assertThat(documents).hasSizeBetween(2, 3);
    assertThat(read(documents.get(0))).isEqualTo("before");
    assertThat(read(documents.get(documents.size() - 1))).isEqualTo("behind");
    assertThat(TableDocuments.count(table, COLUMNS.get(0))).isEqualTo(documents.size());
  }

  private FoundFile found(byte[] bytes) throws IOException {
    String name = "a." + format;
    Path file = scratch.write(name, bytes);
    return new FoundFile(file, name, format, file, false);
  }

  private static List<Document> all(FoundFile table, TableColumns columns) throws IOException {
    List<Document> documents = new ArrayList<>();
    try (TableDocuments rows = TableDocuments.of(table, columns, Characters.XML_1_0)) {
      rows.forEachRemaining(documents::add);
    }
    return documents;
  }

  /** The text of a document; null if it is one that cannot be read. */
  private String read(Document document) {
    cas.reset();
    try {
      document.readInto(cas, "en");
      return cas.getDocumentText();
    } catch (DocumentException e) {
      assertThat(e).hasMessageContaining(scratch.folder().toString());
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    scratch.close();
  }
}
