package io.github.safr.report;

import io.github.safr.io.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * A report in a folder: {@code index.html}, and {@code documents/} with a page for every document,
 * known by number, so that no name of a document becomes one of a file.
 */
final class FolderOutput implements ReportOutput {

  static final String INDEX = "index.html";
  static final String DOCUMENTS = "documents";

  private final Path folder;
  private final Path documents;
  private final String title;
  private final Pages pages = new Pages();

  private FolderOutput(Path folder, String title) {
    this.folder = folder;
    this.documents = folder.resolve(DOCUMENTS);
    this.title = title;
  }

  /**
   * Starts a report; the pages of an older one in the folder are removed, because nothing would
   * lead to them any more.
   */
  static FolderOutput start(Path folder, String title) throws IOException {
    FolderOutput output = new FolderOutput(folder, title);
    Files.createDirectories(output.documents);
    Files.deleteIfExists(folder.resolve(INDEX));
    try (DirectoryStream<Path> old =
        Files.newDirectoryStream(output.documents, "[0-9][0-9][0-9][0-9][0-9]*.html")) {
      for (Path page : old) {
        Files.delete(page);
      }
    }
    for (Map.Entry<String, String> asset : output.pages.assets().entrySet()) {
      output.write(
          folder.resolve(asset.getKey()),
          out -> out.write(asset.getValue().getBytes(StandardCharsets.UTF_8)));
    }
    return output;
  }

  @Override
  public String prepare(ReportDocument document) throws IOException {
    Map<String, Object> content =
        Map.of(
            "title",
            Pages.title(document.name()),
            "name",
            document.name(),
            "data",
            Pages.data(Pages.packed(ReportJson.of(document))));
    // The same name as report.js gives it.
    String file = String.format(Locale.ROOT, "%05d.html", document.number());
    write(documents.resolve(file), out -> pages.linked("document.ftlh", "../", content, out));
    return "";
  }

  @Override
  public void add(int number, String prepared) {
    // Its page is written.
  }

  @Override
  public void finish(CollectionTally tally) throws IOException {
    write(
        folder.resolve(INDEX),
        out -> pages.linked(CollectionPage.TEMPLATE, "", CollectionPage.of(title, tally), out));
  }

  private void write(Path file, AtomicFile.Content content) throws IOException {
    AtomicFile.write(file, folder, content);
  }
}
