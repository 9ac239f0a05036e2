package io.github.safr.cli;

import io.github.safr.io.CasFormat;
import io.github.safr.io.CasWriter;
import io.github.safr.io.Document;
import io.github.safr.io.DocumentException;
import io.github.safr.io.Outcome;
import io.github.safr.io.OutputException;
import io.github.safr.io.ParallelPipeline;
import io.github.safr.io.journal.RunJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.uima.UIMAException;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.CASException;

/**
 * One run of {@code annotate}: writes what the pipeline finds, notes what is done, and tells it
 * document by document.
 */
final class AnnotationRun {

  /**
   * A document that was annotated and written.
   *
   * @param file its file
   * @param text its text as it is to be shown; empty if it is not
   */
  private record Annotated(DocumentSummary summary, CasWriter.Written file, String text) {}

  /** Thrown in the middle of a run, when more documents have failed than may. */
  static final class TooManyFailures extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final Console console;
  private final CasWriter writer;
  private final CasFormat written;
  private final RunJournal journal;
  private final AnnotationChoice annotations;
  private final String view;
  private final SummaryFormat format;
  private final Optional<MarkedText> marked;
  private final FailureLimit limit;
  private final long before;
  private long annotated;
  private long skipped;
  private boolean complete = true;
  private Duration elapsed = Duration.ZERO;

  /**
   * @param written what the writer writes
   * @param view name of the view that is annotated
   * @param marked how the texts are shown, if they are
   * @param limit how many documents may fail
   * @param before how many documents were annotated before this run went on
   */
  AnnotationRun(
      Console console,
      CasWriter writer,
      CasFormat written,
      RunJournal journal,
      AnnotationChoice annotations,
      String view,
      Optional<MarkedText> marked,
      FailureLimit limit,
      long before) {
    this.console = console;
    this.writer = writer;
    this.written = written;
    this.journal = journal;
    this.annotations = annotations;
    this.view = view;
    this.marked = marked;
    this.limit = limit;
    this.before = before;
    this.format = new SummaryFormat(annotations.units());
  }

  /**
   * Runs to the end; documents that cannot be annotated are told and skipped.
   *
   * @param count counts the documents; called in another thread, and interrupted if it takes longer
   *     than the run
   * @throws TooManyFailures if more of them fail than may
   */
  void run(
      ParallelPipeline pipeline,
      Iterable<Document> documents,
      Callable<Long> count,
      String language)
      throws UIMAException, InterruptedException {
    Instant start = Instant.now();
    try (ProgressDisplay progress =
        ProgressDisplay.start(
            console,
            "annotate",
            "documents",
            ProgressDisplay.UNKNOWN,
            Terminal.watchesStandardError())) {
      BackgroundCount counting = BackgroundCount.start(count, progress::total);
      try {
        pipeline.process(
            documents,
            language,
            this::write,
            outcome -> {
              progress.step();
              tell(outcome);
            });
      } finally {
        counting.stop();
      }
    } finally {
      elapsed = Duration.between(start, Instant.now());
    }
  }

  private Annotated write(Document document, CAS cas) throws CASException, IOException {
    DocumentSummary summary =
        DocumentSummary.of(document.name(), cas.getView(view), annotations.tokens());
    String text = marked.map(marks -> marks.of(cas.getView(view))).orElse("");
    return new Annotated(summary, writer.write(cas, document.name()), text);
  }

  private void tell(Outcome<Annotated> outcome) {
    try {
      String name = outcome.document().name();
      if (outcome instanceof Outcome.Processed<Annotated> processed) {
        journal.done(name, processed.result().file().bytes());
        annotated++;
        int replaced =
            processed.replacedCharacters() + processed.result().file().replacedCharacters();
        if (replaced > 0) {
          console.warning(
              "'%s': %,d x a character that %s cannot carry; U+FFFD takes its place."
                  .formatted(Printable.line(name), replaced, written.title()));
        }
        console.result(format.format(processed.result().summary()) + processed.result().text());
      } else if (outcome instanceof Outcome.Failed<Annotated> failed) {
        checkOutput(failed.cause());
        journal.failed(name, Failures.ofDocument(failed.cause()));
        skipped++;
        complete &= !failed.document().standsForMore();
        console.failure("warning: '" + Printable.line(name) + "' skipped: ", failed.cause());
        if (limit.isExceeded(skipped, tried())) {
          throw new TooManyFailures();
        }
      }
    } catch (DocumentException e) {
      // A run that cannot remember what is done must not go on.
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A disk that is full, or a folder that is gone, is no fault of a document: the others would fail
   * as well, and the run could not be told from one that is finished.
   */
  private void checkOutput(Throwable failure) {
    if (failure instanceof OutputException) {
      throw new CommandFailure(
          "Stopped after %,d %s: %s Then go on with --resume."
              .formatted(
                  annotated, annotated == 1 ? "document" : "documents", failure.getMessage()),
          failure);
    }
  }

  /** How long the run took, and how many documents that is a second. */
  String pace() {
    double seconds = Math.max(elapsed.toMillis(), 1) / 1e3;
    return String.format(
        Locale.ROOT, "%.1f s (%.1f a second)", seconds, (annotated + skipped) / seconds);
  }

  long annotated() {
    return annotated;
  }

  long skipped() {
    return skipped;
  }

  /** How many documents were tried, those included that were annotated before this run went on. */
  long tried() {
    return before + annotated + skipped;
  }

  /** Whether all documents were met: nothing was skipped behind which there may be more. */
  boolean isComplete() {
    return complete;
  }
}
