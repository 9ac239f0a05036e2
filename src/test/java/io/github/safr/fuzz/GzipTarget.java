package io.github.safr.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.io.Characters;
import io.github.safr.io.Document;
import io.github.safr.io.DocumentException;
import io.github.safr.io.DocumentSource;
import io.github.safr.io.UnreadableDocument;
import io.github.safr.io.table.DocumentCollection;
import io.github.safr.io.table.TableColumns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.uima.UIMAException;
import org.apache.uima.cas.CAS;

/** Any bytes for a compressed file: not packed at all, packed, and packed and broken off. */
public final class GzipTarget implements FuzzTarget {

  private static final List<String> NAMES =
      List.of("a.txt.gz", "a.tsv.gz", "a.csv.gz", "a.jsonl.gz", "a.xmi.gz", "a.json.GZ");

  private final Scratch scratch = new Scratch();
  private final CAS cas;

  public GzipTarget() {
    try {
      cas = RichTypes.emptyCas();
    } catch (UIMAException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public List<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    String table = "text\nThe soup was cold.\nNot so.\n";
    for (int name = 0; name < NAMES.size(); name++) {
      for (int way = 0; way < 3; way++) {
        seeds.add(Draw.ofParts(new byte[] {(byte) name, (byte) way, 9}, table.getBytes(UTF_8)));
      }
      seeds.add(Draw.ofParts(new byte[] {(byte) name, 0, 0}, packed(table.getBytes(UTF_8))));
    }
    return seeds;
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  @Override
  public void check(byte[] input) throws Exception {
    Draw draw = new Draw(input);
    String name = NAMES.get(draw.below(NAMES.size()));
    int way = draw.below(3);
    int cut = 1 + draw.below(64);
    byte[] bytes = draw.rest();
    if (way > 0) {
      bytes = packed(bytes);
    }
    if (way > 1) {
      bytes = Arrays.copyOf(bytes, Math.max(0, bytes.length - cut));
    }
    Path file = scratch.write(name, bytes);
    DocumentSource source = DocumentSource.of(List.of(file.toString()), null);
    TableColumns columns = new TableColumns("text", null, true);
    DocumentCollection documents = new DocumentCollection(source, columns, Characters.XML_1_0);
    Document last = null;
    for (Document document : documents) {
      last = document;
      cas.reset();
      try {
        document.readInto(cas, "en");
      } catch (DocumentException e) {
        assertThat(e).hasMessageContaining(scratch.folder().toString());
      }
    }
    if (way > 1 && source.iterator().next().format().isTable()) {
      assertThat(last).as("what tells of the rest").isInstanceOf(UnreadableDocument.class);
    }
    assertThat(documents.count()).isGreaterThanOrEqualTo(0);
    java.nio.file.Files.delete(file);
  }

  @Override
  public void close() throws IOException {
    scratch.close();
  }
}
