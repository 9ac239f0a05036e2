package io.github.safr.report;

import io.github.safr.io.AtomicFile;
import io.github.safr.io.DocumentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A report in a folder: {@code index.html}, and {@code documents/} with a page for every document,
 * known by number, so that no name of a document becomes one of a file.
 */
final class FolderOutput implements ReportOutput {

  static final String INDEX = "index.html";
  static final String DOCUMENTS = "documents";

  private static final Pattern PAGE = Pattern.compile("\\d{5,}\\.html");

  /** What {@link AtomicFile} calls a file that is not whole yet. */
  private static final Pattern PART = Pattern.compile("\\.[0-9a-f-]{36}\\.part");

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
   * Starts a report, in a folder that is new, or has none but pages of a report.
   *
   * @throws DocumentException if the folder has pages of somebody else
   */
  static FolderOutput start(Path folder, String title) throws IOException {
    FolderOutput output = new FolderOutput(folder, title);
    if (isForeign(folder)) {
      throw new DocumentException(
          ("The folder '%s' has an %s or a folder '%s' that are not of a report. Choose another"
                  + " folder.")
              .formatted(folder, INDEX, DOCUMENTS));
    }
    Files.createDirectories(folder);
    output.removeParts();
    output.writeAssets();
    Files.createDirectories(output.documents);
    return output;
  }

  /** What is there is replaced: it must be ours. */
  private static boolean isForeign(Path folder) throws IOException {
    boolean hasPages =
        Files.exists(folder.resolve(INDEX), LinkOption.NOFOLLOW_LINKS)
            || Files.exists(folder.resolve(DOCUMENTS), LinkOption.NOFOLLOW_LINKS);
    if (!hasPages) {
      return false;
    }
    Path style = folder.resolve(Pages.STYLE);
    return Files.isSymbolicLink(folder.resolve(DOCUMENTS))
        || !Files.isRegularFile(style, LinkOption.NOFOLLOW_LINKS)
        || !Files.readString(style).startsWith(Pages.MARK);
  }

  /** Files that a killed report was writing. */
  private void removeParts() throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path file : all) {
        if (PART.matcher(file.getFileName().toString()).matches()
            && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** The style comes first: what has it is ours, even if all ends in the middle of this. */
  private void writeAssets() throws IOException {
    Map<String, String> assets = new LinkedHashMap<>();
    assets.put(Pages.STYLE, pages.assets().get(Pages.STYLE));
    assets.putAll(pages.assets());
    for (Map.Entry<String, String> asset : assets.entrySet()) {
      write(
          folder.resolve(asset.getKey()),
          out -> out.write(asset.getValue().getBytes(StandardCharsets.UTF_8)));
    }
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
    write(
        documents.resolve(page(document.number())),
        out -> pages.linked("document.ftlh", "../", content, out));
    return "";
  }

  @Override
  public void add(int number, String prepared) {
    // Its page is written.
  }

  @Override
  public void finish(CollectionTally tally) throws IOException {
    removeOldPages(tally);
    write(
        folder.resolve(INDEX),
        out -> pages.linked(CollectionPage.TEMPLATE, "", CollectionPage.of(title, tally), out));
  }

  /** Pages of an older report, which nothing leads to any more. */
  private void removeOldPages(CollectionTally tally) throws IOException {
    Set<String> ours = new HashSet<>();
    tally.entries().forEach(entry -> ours.add(page(entry.number())));
    try (DirectoryStream<Path> all = Files.newDirectoryStream(documents)) {
      for (Path file : all) {
        String name = file.getFileName().toString();
        if (PAGE.matcher(name).matches()
            && !ours.contains(name)
            && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          Files.delete(file);
        }
      }
    }
  }

  /** The same name as report.js gives it. */
  private static String page(int number) {
    return String.format(Locale.ROOT, "%05d.html", number);
  }

  private void write(Path file, AtomicFile.Content content) throws IOException {
    AtomicFile.write(file, folder, content);
  }
}
