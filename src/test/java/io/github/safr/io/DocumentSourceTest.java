package io.github.safr.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentSourceTest {

  @TempDir Path folder;

  @Test
  void findsTextFilesInOrderAllTheWayDown() throws IOException {
    touch("b.txt", "a.txt", "c/z.txt", "c/d/y.TXT", "image.png", "notes", "c/list.csv");
    assertThat(names(folder)).containsExactly("a.txt", "b.txt", "c/d/y.TXT", "c/z.txt");
  }

  @Test
  void takesNamedFilesWhateverTheyAreCalled() throws IOException {
    touch("notes", "x/a.txt");
    assertThat(names(folder.resolve("notes"), folder.resolve("x")))
        .containsExactly("notes", "a.txt");
  }

  @Test
  void keepsNamesApart() throws IOException {
    touch("x/a.txt", "y/a.txt", "z/A.txt", "w/a-2.txt", "w/.txt", "v/.txt");
    assertThat(
            names(
                folder.resolve("x"),
                folder.resolve("y"),
                folder.resolve("z"),
                folder.resolve("w"),
                folder.resolve("v")))
        .containsExactly("a.txt", "a-2.txt", "A-3.txt", ".txt", "a-2-2.txt", ".txt-2");
  }

  @Test
  void everyPassIsTheSame() throws IOException {
    touch("a.txt", "b/c.txt");
    String input = folder.toString();
    DocumentSource source = DocumentSource.of(List.of(input, input), null);
    assertThat(source).hasSize(4).containsExactlyElementsOf(source);
    assertThat(source.unnamed()).hasSize(4);
  }

  @Test
  void passesOverLinksThatLeadBack() throws IOException {
    touch("a/b/c.txt");
    Files.createSymbolicLink(folder.resolve("a/b/up"), folder.resolve("a"));
    assertThat(names(folder)).containsExactly("a/b/c.txt");
  }

  @Test
  void deliversBrokenLinksToBeReported() throws IOException {
    Files.createSymbolicLink(folder.resolve("broken.txt"), folder.resolve("nowhere"));
    assertThat(names(folder)).containsExactly("broken.txt");
  }

  @Test
  void linksThatLeadOutAreDeliveredToBeRefused() throws IOException {
    touch("in/a.txt", "elsewhere/b.txt", "in-secret/c.txt");
    Path in = folder.resolve("in");
    Files.createSymbolicLink(in.resolve("b.txt"), folder.resolve("elsewhere/b.txt"));
    Files.createSymbolicLink(in.resolve("c.tsv"), Path.of("../in-secret/c.txt"));
    Files.createSymbolicLink(in.resolve("d"), folder.resolve("elsewhere"));
    Files.createSymbolicLink(in.resolve("same.txt"), in.resolve("a.txt"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), in);
    for (String input : List.of(in.toString(), link.toString(), in + "/*", in + "/**")) {
      List<String> outside = new ArrayList<>();
      List<String> inside = new ArrayList<>();
      for (FoundFile file : DocumentSource.of(List.of(input), null)) {
        (file.leadsOutside() ? outside : inside).add(file.name());
        assertThat(file.refused().isPresent()).isEqualTo(file.leadsOutside());
      }
      assertThat(inside).as(input).containsExactly("a.txt", "same.txt");
      assertThat(outside).as(input).contains("b.txt");
    }
    assertThat(names(in.resolve("b.txt"))).as("named itself").containsExactly("b.txt");
    assertThat(names(in.resolve("d"))).as("named itself").containsExactly("b.txt");
  }

  @Test
  void aLinkThatIsPutThereLaterIsRefusedToo() throws Exception {
    touch("in/a.txt", "in/b/c.txt", "elsewhere/c.txt");
    Path secret = Files.writeString(folder.resolve("secret.txt"), "secret");
    List<FoundFile> found = new ArrayList<>();
    DocumentSource.of(List.of(folder + "/in"), null).forEach(found::add);
    Files.delete(folder.resolve("in/a.txt"));
    Files.createSymbolicLink(folder.resolve("in/a.txt"), secret);
    Files.delete(folder.resolve("in/b/c.txt"));
    Files.delete(folder.resolve("in/b"));
    Files.createSymbolicLink(folder.resolve("in/b"), folder.resolve("elsewhere"));
    assertThat(found).hasSize(2);
    for (FoundFile file : found) {
      assertThat(file.leadsOutside()).isFalse();
      assertThat(file.refused()).isPresent();
      Document document = file.guarding(new TextFile(file.path(), file.name()));
      assertThatThrownBy(() -> document.readInto(null, "en"))
          .isInstanceOf(DocumentException.class)
          .hasMessageContaining("leads out of");
    }
  }

  @Test
  void refusesAnInputThatDoesNotExist() {
    assertThatThrownBy(() -> DocumentSource.of(List.of(folder + "/nowhere"), null))
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining("nowhere' does not exist");
  }

  private void touch(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
  }

  @Test
  void findsOtherFormatsWhenAsked() throws IOException {
    touch("a.txt", "b.csv", "c/d.CSV.gz", "e.xmi", "TypeSystem.xml", "f.ndjson", "g.json.gz");
    assertThat(names(DocumentFormat.CSV, folder)).containsExactly("b.csv", "c/d.CSV.gz");
    assertThat(names(DocumentFormat.JSONL, folder)).containsExactly("f.ndjson");
    assertThat(names(DocumentFormat.XMI, folder)).containsExactly("e.xmi");
    assertThat(names(DocumentFormat.JSON, folder)).containsExactly("g.json");
  }

  @Test
  void namedFilesAreWhatTheirExtensionsSay() throws IOException {
    touch("a.txt", "b.csv", "c.tsv.gz", "d.jsonl", "e.xmi", "f", "g.json");
    List<DocumentFormat> formats = new ArrayList<>();
    DocumentSource.of(List.of(folder + "/*"), null).forEach(file -> formats.add(file.format()));
    assertThat(formats)
        .containsExactly(
            DocumentFormat.TEXT,
            DocumentFormat.CSV,
            DocumentFormat.TSV,
            DocumentFormat.JSONL,
            DocumentFormat.XMI,
            DocumentFormat.TEXT,
            DocumentFormat.JSON);
  }

  @Test
  void patternsMeanWhatTheyMeanInShells() throws IOException {
    touch("a.txt", "b.log", "x/c.txt", "x/y/d.txt", "x/y/e.md", "TypeSystem.xml", "[z].txt");
    assertThat(patternNames("*.txt")).containsExactly("[z].txt", "a.txt");
    assertThat(patternNames("**/*.txt"))
        .containsExactly("[z].txt", "a.txt", "x/c.txt", "x/y/d.txt");
    assertThat(patternNames("x/**/*.{txt,md}")).containsExactly("c.txt", "y/d.txt", "y/e.md");
    assertThat(patternNames("x/?/*")).containsExactly("y/d.txt", "y/e.md");
    assertThat(patternNames("*")).containsExactly("[z].txt", "a.txt", "b.log");
    assertThat(patternNames("[z].txt")).as("a file of that very name").containsExactly("[z].txt");
  }

  @Test
  void refusesPatternsThatFitNothing() throws IOException {
    touch("a.txt");
    for (String pattern : List.of("*.csv", "nowhere/*.txt", "[", "x{.txt")) {
      assertThatThrownBy(() -> patternNames(pattern))
          .isInstanceOf(DocumentException.class)
          .hasMessageContaining(pattern);
    }
  }

  @Test
  void passesOverWhatRunsKeepForThemselves() throws IOException {
    touch("a.txt", ".safr/b.txt");
    assertThat(names(folder)).containsExactly("a.txt");
  }

  @Test
  void outputIsNoInput() throws IOException {
    touch("a.xmi", "out/a.xmi", "out/b/c.xmi");
    Path out = folder.resolve("out");
    DocumentSource source = DocumentSource.of(List.of(folder + ""), DocumentFormat.XMI);
    assertThat(source.apartFrom(out)).extracting(FoundFile::name).containsExactly("a.xmi");
    for (Path input : List.of(out, out.resolve("b"), out.resolve("a.xmi"))) {
      assertThatThrownBy(
              () -> DocumentSource.of(List.of(input + ""), DocumentFormat.XMI).apartFrom(out))
          .isInstanceOf(DocumentException.class)
          .hasMessageContaining("lies in the output folder");
    }
  }

  @Test
  void patternsLeadToFoldersThatFitOnly() throws IOException {
    touch("x/a.txt", "x/y/b.txt", "z/c.txt");
    InputRoot root = InputRoot.of(folder + "/x*/*.txt");
    assertThat(root.leadsTo(folder.resolve("x"))).isTrue();
    assertThat(root.leadsTo(folder.resolve("z"))).isFalse();
    assertThat(root.leadsTo(folder.resolve("x/y"))).isFalse();
    assertThat(patternNames("x*/*.txt")).containsExactly("x/a.txt");
    assertThat(patternNames("{x/y,z}/*.txt")).containsExactly("x/y/b.txt", "z/c.txt");
    assertThat(InputRoot.of(folder + "/*.txt").leadsTo(folder.resolve("x"))).isFalse();
    assertThat(InputRoot.of(folder + "/**/*.txt").leadsTo(folder.resolve("x/y"))).isTrue();
  }

  @Test
  void outputIsNoInputByPatternsAndLinksEither() throws IOException {
    touch("a.xmi", "out/a.xmi", "out/b/c.xmi");
    Path out = folder.resolve("out");
    Files.createSymbolicLink(folder.resolve("b"), out.resolve("b"));
    Files.createSymbolicLink(folder.resolve("c.xmi"), out.resolve("a.xmi"));
    DocumentSource source = DocumentSource.of(List.of(folder + ""), DocumentFormat.XMI);
    assertThat(source.apartFrom(out)).extracting(FoundFile::name).containsExactly("a.xmi");
    assertThatThrownBy(
            () -> DocumentSource.of(List.of(out + "/b/*.xmi"), DocumentFormat.XMI).apartFrom(out))
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining("lies in the output folder");
  }

  @Test
  void outputIsNoInputWhateverItIsTakenFor() throws IOException {
    touch("a.txt", "out/a.txt.xmi", "out/TypeSystem.xml", "out/b.txt", "out/c.csv");
    Path out = folder.resolve("out");
    for (DocumentFormat format : List.of(DocumentFormat.TEXT, DocumentFormat.JSONL)) {
      DocumentSource all = DocumentSource.of(List.of(folder + "/**"), format);
      assertThat(all.apartFrom(out)).extracting(FoundFile::name).containsExactly("a.txt");
      for (String input : List.of("/*", "/a*", "/*.xmi", "/a.txt.xmi")) {
        assertThatThrownBy(() -> DocumentSource.of(List.of(out + input), format).apartFrom(out))
            .as(input)
            .isInstanceOf(DocumentException.class)
            .hasMessageContaining("lies in the output folder");
      }
    }
  }

  @Test
  void whatCannotBeOutputMayLieInItsFolder() throws IOException {
    touch("out/a.txt.xmi", "out/b.txt", "out/c.csv");
    Path out = folder.resolve("out");
    for (String input : List.of(out + "", out + "/*.txt", out + "/b.txt")) {
      DocumentSource source =
          DocumentSource.of(List.of(input, folder + "/o*/*.xmi", folder + "/**"), null);
      assertThat(source.apartFrom(out))
          .as(input)
          .extracting(FoundFile::name)
          .containsExactly("b.txt");
    }
  }

  @Test
  void aDirectoryThatCannotBeListedStandsForMore() throws IOException {
    touch("a.txt");
    assertThat(new TextFile(folder, "x").standsForMore()).isTrue();
    assertThat(new XmiFile(folder, "x").standsForMore()).isTrue();
    assertThat(new TextFile(folder.resolve("a.txt"), "a.txt").standsForMore()).isFalse();
  }

  private List<String> patternNames(String pattern) throws IOException {
    List<String> names = new ArrayList<>();
    DocumentSource.of(List.of(folder + "/" + pattern), null)
        .forEach(file -> names.add(file.name()));
    return names;
  }

  private static List<String> names(Path... inputs) throws IOException {
    return names(null, inputs);
  }

  private static List<String> names(DocumentFormat format, Path... inputs) throws IOException {
    List<String> names = new ArrayList<>();
    DocumentSource.of(Stream.of(inputs).map(Path::toString).toList(), format)
        .forEach(document -> names.add(document.name()));
    return names;
  }
}
