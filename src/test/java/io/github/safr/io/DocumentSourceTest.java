package io.github.safr.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    DocumentSource source = DocumentSource.of(List.of(folder, folder));
    assertThat(source.count()).isEqualTo(4);
    assertThat(source).containsExactlyElementsOf(source);
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
  void refusesAnInputThatDoesNotExist() {
    assertThatThrownBy(() -> DocumentSource.of(List.of(folder.resolve("nowhere"))))
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

  private static List<String> names(Path... inputs) throws IOException {
    List<String> names = new ArrayList<>();
    DocumentSource.of(List.of(inputs)).forEach(document -> names.add(document.name()));
    return names;
  }
}
