package io.github.safr.io.journal;

import io.github.safr.io.AtomicFile;
import io.github.safr.io.CasWriter;
import io.github.safr.io.DocumentException;
import io.github.safr.io.NameHashes;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The journal of a run that goes on: a line for each document, written when it is done, about 50
 * bytes and its name. When the run is finished, only its settings, its failures and a number stay,
 * in the order of the collection: nothing that would tell how often it was stopped. What failed is
 * listed in an {@link ErrorReport}, too.
 */
public final class RunJournal implements Closeable {

  private final Path output;
  private final Path file;
  private final Path parts;
  private final Map<String, String> settings;
  private final long annotatedBefore;
  private final long start;
  private final OutputStream lines;

  /** Of the file that the lines go into. */
  private final @Nullable Object key;

  /** Of a finished run that is tried again, what was met now; null in other runs. */
  private final @Nullable NameHashes retried;

  private final ErrorReport errors;

  private long annotated;

  private RunJournal(
      Path output,
      Path file,
      Path parts,
      Map<String, String> settings,
      long annotatedBefore,
      @Nullable NameHashes retried)
      throws IOException {
    this.output = output;
    this.file = file;
    this.parts = parts;
    this.settings = settings;
    this.annotatedBefore = annotatedBefore;
    this.retried = retried;
    this.start = Files.size(file);
    this.errors = ErrorReport.begin(output.resolve(CasWriter.ERROR_REPORT));
    // Without a buffer, so that what is written survives the end of this process; and no channel,
    // which would be closed when its thread is asked to stop.
    this.lines = new FileOutputStream(file.toFile(), true);
    this.key = RunFolder.key(file);
  }

  static RunJournal begin(Path output, Path file, Path parts, Map<String, String> settings)
      throws DocumentException {
    try {
      write(file, parts, out -> out.write(JournalLine.first(settings).encoded()));
      return new RunJournal(output, file, parts, settings, 0, null);
    } catch (IOException e) {
      throw RunFolder.cannotKeep(output, e);
    }
  }

  /** Goes on where a run ended; what failed in it is tried again. */
  static RunJournal resume(Path output, Path file, Path parts, PastRun past)
      throws DocumentException {
    try {
      rewrite(file, parts, past.settings(), past::keeps, past.last());
      NameHashes retried = past.isFinished() ? new NameHashes() : null;
      return new RunJournal(output, file, parts, past.settings(), past.annotated(), retried);
    } catch (IOException e) {
      throw RunFolder.cannotKeep(output, e);
    }
  }

  private static void rewrite(
      Path file,
      Path parts,
      Map<String, String> settings,
      Predicate<JournalLine> kept,
      Optional<JournalLine> last)
      throws IOException {
    write(
        file,
        parts,
        out -> {
          out.write(JournalLine.first(settings).encoded());
          copy(file, 0, where(kept), out);
          if (last.isPresent()) {
            out.write(last.get().encoded());
          }
        });
  }

  /** Copies lines of a journal from a byte on, in a form of choice; those without any are left. */
  private static void copy(
      Path file, long from, Function<JournalLine, Optional<byte[]>> form, OutputStream out)
      throws IOException {
    try (BufferedReader lines = PastRun.reader(file, from)) {
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        Optional<byte[]> line = JournalLine.parse(text).flatMap(form);
        if (line.isPresent()) {
          out.write(line.get());
        }
      }
    }
  }

  private static Function<JournalLine, Optional<byte[]>> where(Predicate<JournalLine> kept) {
    return line -> kept.test(line) ? Optional.of(line.encoded()) : Optional.empty();
  }

  /** Writes although the thread has been asked to stop: it stops when the journal is whole. */
  private static void write(Path file, Path parts, AtomicFile.Content content) throws IOException {
    boolean stopping = Thread.interrupted();
    try {
      // Forced to the disk: after a power cut there must be the old one or the new one.
      AtomicFile.write(file, parts, content, true);
    } finally {
      if (stopping) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Notes that a document is done.
   *
   * @param bytes size of its file
   */
  public void done(String document, long bytes) throws DocumentException {
    annotated++;
    if (retried != null) {
      retried.add(document);
    }
    write(JournalLine.done(document, bytes));
  }

  /** Notes that a document failed, here and in the error report. */
  public void failed(String document, DocumentFailure failure) throws DocumentException {
    if (retried != null) {
      retried.add(document);
    }
    write(JournalLine.failed(document, failure));
    try {
      errors.add(document, failure);
    } catch (IOException e) {
      throw RunFolder.cannotKeep(output, e);
    }
  }

  private void write(JournalLine line) throws DocumentException {
    try {
      checkOurs();
      lines.write(line.encoded());
    } catch (DocumentException e) {
      throw e;
    } catch (IOException e) {
      throw RunFolder.cannotKeep(output, e);
    }
  }

  /** The file behind the stream would take lines even if it were not in the folder any more. */
  private void checkOurs() throws IOException {
    if (!Objects.equals(key, RunFolder.key(file))) {
      throw new DocumentException(
          ("The journal '%s' was removed or replaced while the run went on; another run may write"
                  + " into the folder. Once it has ended, go on with --resume.")
              .formatted(file));
    }
  }

  /**
   * Notes that the end of the collection was reached. What failed in a finished run, and was not
   * met when it was tried again, stays failed; it comes first.
   */
  public void finish() throws DocumentException {
    try {
      checkOurs();
      close();
      JournalLine last = JournalLine.last(annotatedBefore + annotated);
      NameHashes met = retried;
      write(
          file,
          parts,
          out -> {
            out.write(JournalLine.first(settings).encoded());
            if (met != null) {
              copy(file, 0, where(line -> line.isFailed() && met.add(line.name())), out);
            }
            copy(file, start, where(JournalLine::isFailed), out);
            out.write(last.encoded());
          });
      if (met != null) {
        listAll();
      }
    } catch (DocumentException e) {
      throw e;
    } catch (IOException e) {
      throw RunFolder.cannotKeep(output, e);
    }
  }

  /** Lists in the error report what failed, as the journal has it: also what was not met again. */
  private void listAll() throws IOException {
    Path report = output.resolve(CasWriter.ERROR_REPORT);
    write(
        report,
        parts,
        out ->
            copy(
                file,
                0,
                line -> line.isFailed() ? Optional.of(ErrorReport.encoded(line)) : Optional.empty(),
                out));
    if (Files.size(report) == 0) {
      Files.delete(report);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      lines.close();
    } finally {
      errors.close();
    }
  }
}
