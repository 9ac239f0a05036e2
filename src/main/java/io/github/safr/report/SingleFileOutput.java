package io.github.safr.report;

import io.github.safr.io.AtomicFile;
import io.github.safr.io.DocumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A report in one file, for few documents: their data is in memory until it is written. */
final class SingleFileOutput implements ReportOutput {

  private final Path file;
  private final String title;
  private final long mostCharacters;
  private final List<Map<String, Object>> documents = new ArrayList<>();
  private long characters;

  /**
   * A report that is not written yet.
   *
   * @param mostCharacters how much data, in UTF-16 code units, the file may hold
   */
  SingleFileOutput(Path file, String title, long mostCharacters) {
    this.file = file;
    this.title = title;
    this.mostCharacters = mostCharacters;
  }

  @Override
  public String prepare(ReportDocument document) {
    return Pages.packed(ReportJson.of(document));
  }

  @Override
  public void add(int number, String prepared) throws DocumentException {
    characters += prepared.length();
    if (characters > mostCharacters) {
      throw new DocumentException(
          ("The report would be larger than %,d MB, too large for a single file (from document %,d"
                  + " on). Name a folder as output, or report on fewer documents.")
              .formatted(mostCharacters / 1_000_000, number));
    }
    documents.add(Map.of("number", number, "data", Pages.data(prepared)));
  }

  @Override
  public void finish(CollectionTally tally) throws IOException {
    Map<String, Object> content = new HashMap<>(CollectionPage.of(title, tally));
    content.put("blocks", documents);
    Path folder = AtomicFile.folderOf(file);
    Files.createDirectories(folder);
    AtomicFile.write(
        file, folder, out -> new Pages().inline(CollectionPage.TEMPLATE, content, out));
  }
}
