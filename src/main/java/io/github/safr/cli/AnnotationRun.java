package io.github.safr.cli;

import io.github.safr.io.DocumentSource;
import io.github.safr.io.Outcome;
import io.github.safr.io.ParallelPipeline;
import io.github.safr.io.XmiWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.apache.uima.UIMAException;

/**
 * One run of {@code annotate}: writes what the pipeline finds, and tells it document by document.
 */
final class AnnotationRun {

  private final Console console;
  private final XmiWriter writer;
  private final SummaryFormat format;
  private int annotated;
  private int skipped;
  private Duration elapsed = Duration.ZERO;

  AnnotationRun(Console console, XmiWriter writer, SummaryFormat format) {
    this.console = console;
    this.writer = writer;
    this.format = format;
  }

  /** Runs to the end; documents that cannot be annotated are told and skipped. */
  void run(ParallelPipeline pipeline, DocumentSource documents, long total, String language)
      throws UIMAException, InterruptedException {
    Instant start = Instant.now();
    try (ProgressDisplay progress =
        ProgressDisplay.start(
            console, "annotate", "documents", total, Terminal.watchesStandardError())) {
      pipeline.process(
          documents,
          language,
          (document, cas) -> {
            writer.write(cas, document.name());
            return DocumentSummary.of(document.name(), cas);
          },
          outcome -> {
            progress.step();
            tell(outcome);
          });
    } finally {
      elapsed = Duration.between(start, Instant.now());
    }
  }

  private void tell(Outcome<DocumentSummary> outcome) {
    String name = Printable.line(outcome.file().name());
    if (outcome instanceof Outcome.Processed<DocumentSummary> processed) {
      annotated++;
      if (processed.replacedCharacters() > 0) {
        console.warning(
            "'%s': %,d x a character that XML cannot carry; U+FFFD takes its place."
                .formatted(name, processed.replacedCharacters()));
      }
      console.result(format.format(processed.result()));
    } else if (outcome instanceof Outcome.Failed<DocumentSummary> failed) {
      skipped++;
      console.failure("warning: '" + name + "' skipped: ", failed.cause());
    }
  }

  /** How long the run took, and how many documents that is a second. */
  String pace() {
    double seconds = Math.max(elapsed.toMillis(), 1) / 1e3;
    return String.format(
        Locale.ROOT, "%.1f s (%.1f a second)", seconds, (annotated + skipped) / seconds);
  }

  int annotated() {
    return annotated;
  }

  int skipped() {
    return skipped;
  }
}
