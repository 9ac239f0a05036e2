package io.github.safr.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class DocumentNamesTest {

  @Property(tries = 200)
  void namesAreDistinctWhateverTheCase(
      @ForAll @Size(max = 60)
          List<@CharRange(from = 'a', to = 'b') @StringLength(max = 2) String> stems) {
    DocumentNames names = new DocumentNames(CasFormat.XMI);
    Set<String> seen = new HashSet<>();
    for (String stem : stems) {
      String name =
          names.distinct(stem.length() % 2 == 0 ? stem + "-2.txt" : stem.toUpperCase(Locale.ROOT));
      assertThat(seen.add(CasFormat.XMI.fileName(name).toLowerCase(Locale.ROOT))).as(name).isTrue();
    }
  }

  @Test
  void aDocumentAndItsAnnotatedTwinDoNotShareAFile() {
    DocumentNames names = new DocumentNames(CasFormat.XMI);
    assertThat(names.distinct("a.txt")).isEqualTo("a.txt");
    assertThat(names.distinct("a.txt.xmi")).isEqualTo("a.txt-2.xmi");
    assertThat(names.distinct("a.txt.json")).isEqualTo("a.txt.json");
  }

  @Test
  void whatSharesAFileDependsOnWhatIsWritten() {
    DocumentNames names = new DocumentNames(CasFormat.JSON);
    assertThat(names.distinct("a")).isEqualTo("a");
    assertThat(names.distinct("a.txt")).isEqualTo("a.txt");
    assertThat(names.distinct("a.xmi")).isEqualTo("a.xmi");
    assertThat(names.distinct("a.json")).isEqualTo("a-2.json");
  }

  @Test
  void extensionsInCapitalsShareNoFileEither() {
    for (CasFormat format : CasFormat.values()) {
      String extension = format.extension();
      String capitals = extension.toUpperCase(Locale.ROOT);
      DocumentNames names = new DocumentNames(format);
      Set<String> files = new HashSet<>();
      for (String name :
          List.of("a" + capitals, "a" + capitals + extension, "a" + extension, "A" + extension)) {
        String file = format.fileName(names.distinct(name));
        assertThat(files.add(file.toLowerCase(Locale.ROOT))).as(file).isTrue();
      }
    }
  }

  @Test
  void theFolderOfATableIsItsOwn() {
    DocumentNames names = new DocumentNames(CasFormat.XMI);
    String row = "/000000/reviews-0000001.xmi";
    assertThat(names.distinctTable("reviews.csv")).isEqualTo("reviews.csv");
    assertThat(names.distinct("Reviews.csv" + row)).isEqualTo("Reviews-2.csv" + row);
    assertThat(names.distinct("reviews.csv/b.xmi")).isEqualTo("reviews-2.csv/b.xmi");
    assertThat(names.distinct("reviews.csv/b.xmi")).isEqualTo("reviews-2.csv/b-2.xmi");
    assertThat(names.distinctTable("reviews.csv")).isEqualTo("reviews-3.csv");
    assertThat(names.distinctTable("reviews.csv/000000")).isEqualTo("reviews-2.csv/000000-2");
    assertThat(names.distinct("old/more.csv" + row)).isEqualTo("old/more.csv" + row);
    assertThat(names.distinctTable("old/more.csv")).isEqualTo("old/more-2.csv");
    assertThat(names.distinctTable("old")).isEqualTo("old-2");
  }

  @Test
  void nothingLiesBelowAFile() {
    DocumentNames names = new DocumentNames(CasFormat.XMI);
    assertThat(names.distinct("a.xmi")).isEqualTo("a.xmi");
    assertThat(names.distinct("a.xmi/b.xmi/c.txt")).isEqualTo("a-2.xmi/b.xmi/c.txt");
    assertThat(names.distinct("d.xmi/e.txt")).isEqualTo("d.xmi/e.txt");
    assertThat(names.distinct("d")).isEqualTo("d-2");
    assertThat(names.distinctTable("TypeSystem.xml")).isEqualTo("TypeSystem-2.xml");
  }

  @Test
  void manyInputsMayHaveTheSameName() {
    DocumentNames names = new DocumentNames(CasFormat.XMI);
    String last = "";
    for (int i = 0; i < 20_000; i++) {
      last = names.distinct("a.txt");
    }
    assertThat(last).isEqualTo("a-20000.txt");
  }

  @Test
  void aNameCostsFewBytesHoweverLongItIs() {
    NameHashes names = new NameHashes();
    String folder = "a/rather/long/folder/".repeat(10);
    for (int i = 0; i < 300_000; i++) {
      names.add(folder + i);
    }
    assertThat(names.size()).isEqualTo(300_000);
    assertThat(names.contains(folder + 299_999)).isTrue();
    assertThat(names.contains(folder + 300_000)).isFalse();
    assertThat(names.bytes() / 300_000.0).isBetween(12.0, 24.0);
  }
}
