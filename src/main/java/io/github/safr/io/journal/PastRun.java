package io.github.safr.io.journal;

import io.github.safr.io.CasFormat;
import io.github.safr.io.DocumentException;
import io.github.safr.io.NameHashes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What an earlier run into a folder did. Of a run that was stopped, it knows which documents are
 * done; of a finished one, which failed, and which of these were done when they were tried again.
 * Of each name a hash is kept; see {@link NameHashes}.
 */
public final class PastRun {

  private final Path output;
  private final SortedMap<String, String> settings;
  private final CasFormat format;
  private final NameHashes done = new NameHashes();
  private final NameHashes failed = new NameHashes();
  private final List<String> changed = new ArrayList<>();
  private long annotated;
  private boolean finished;

  private PastRun(Path output, SortedMap<String, String> settings) {
    this.output = output;
    this.settings = settings;
    this.format =
        CasFormat.named(settings.getOrDefault(RunFolder.FORMAT_SETTING, "")).orElse(CasFormat.XMI);
  }

  /** Reads a journal. A line that was cut off counts as not written. */
  static PastRun read(Path journal, Path output) throws DocumentException {
    try (BufferedReader lines = reader(journal, 0)) {
      PastRun run = new PastRun(output, Objects.requireNonNull(first(lines, journal).settings()));
      run.findChanged(journal);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JournalLine.parse(line).ifPresent(run::take);
      }
      return run;
    } catch (DocumentException e) {
      throw e;
    } catch (IOException e) {
      throw RunFolder.cannotKeep(output, e);
    }
  }

  /** They fail behind the rows that were read before. */
  private void findChanged(Path journal) throws IOException {
    try (BufferedReader lines = reader(journal, 0)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JournalLine.parse(line)
            .filter(JournalLine::isOfChanged)
            .ifPresent(failed -> changed.add(failed.name() + "/"));
      }
    }
  }

  /** Whether it is a row of a table that was changed while it was read: nobody knows of which. */
  private boolean isOfChanged(String document) {
    return changed.stream().anyMatch(document::startsWith);
  }

  /** Reads a journal from a byte on; a character that was cut off is no error. */
  static BufferedReader reader(Path journal, long from) throws IOException {
    InputStream in = Files.newInputStream(journal);
    in.skipNBytes(from);
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
  }

  private static JournalLine first(BufferedReader lines, Path journal) throws IOException {
    String line = lines.readLine();
    return JournalLine.parse(line == null ? "" : line)
        .filter(JournalLine::isFirst)
        .orElseThrow(
            () ->
                new DocumentException(
                    "The journal '%s' is damaged, or of another version. Delete it to start again."
                        .formatted(journal)));
  }

  private void take(JournalLine line) {
    String document = line.document();
    if (document != null && line.bytes() != null) {
      if (!isOfChanged(document) && isWhole(document, line.bytes()) && done.add(document)) {
        annotated++;
      }
    } else if (document != null) {
      failed.add(document);
    } else if (line.annotated() != null) {
      finished = true;
      annotated = line.annotated();
    }
  }

  /** Whether a line of the journal is still worth something when the run goes on. */
  boolean keeps(JournalLine line) {
    String document = line.document();
    if (document == null) {
      return false;
    }
    Long bytes = line.bytes();
    return finished
        ? bytes == null && !done.contains(document)
        : bytes != null && !isOfChanged(document) && isWhole(document, bytes);
  }

  /** The line with which the journal of a finished run ends. */
  Optional<JournalLine> last() {
    return finished ? Optional.of(JournalLine.last(annotated)) : Optional.empty();
  }

  /** Whether a document's file is as long as it was: after a power cut, or a delete, it is not. */
  private boolean isWhole(String document, long bytes) {
    try {
      return Files.size(output.resolve(format.fileName(document))) == bytes;
    } catch (IOException | InvalidPathException e) {
      return false;
    }
  }

  /** Whether it got to the end of its collection. */
  public boolean isFinished() {
    return finished;
  }

  /** How many documents it annotated. */
  public long annotated() {
    return annotated;
  }

  /** How many documents of a finished run failed and still do. */
  public long failed() {
    return (long) failed.size() - done.size();
  }

  /** The settings that it was begun with. */
  public SortedMap<String, String> settings() {
    return settings;
  }

  /** Whether a document still has to be annotated. */
  public boolean wants(String document) {
    if (finished && !failed.contains(document)) {
      return false;
    }
    // A hash may err, once in ages; a file that is not there does not.
    return !done.contains(document) || !Files.exists(output.resolve(format.fileName(document)));
  }
}
