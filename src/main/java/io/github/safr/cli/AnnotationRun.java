package io.github.safr.cli;

import io.github.safr.io.DocumentSource;
import io.github.safr.io.Outcome;
import io.github.safr.io.ParallelPipeline;
import io.github.safr.io.XmiWriter;
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

  AnnotationRun(Console console, XmiWriter writer, SummaryFormat format) {
    this.console = console;
    this.writer = writer;
    this.format = format;
  }

  /** Runs to the end; documents that cannot be annotated are told and skipped. */
  void run(ParallelPipeline pipeline, DocumentSource documents, long total, String language)
      throws UIMAException, InterruptedException {
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
    }
  }

  private void tell(Outcome<DocumentSummary> outcome) {
    String name = Printable.line(outcome.file().name());
    if (outcome instanceof Outcome.Processed<DocumentSummary> processed) {
      annotated++;
      if (processed.replacedCharacters() > 0) {
        console.warning(
            "'%s' has %,d characters that XML cannot carry; U+FFFD takes their places."
                .formatted(name, processed.replacedCharacters()));
      }
      console.result(format.format(processed.result()));
    } else if (outcome instanceof Outcome.Failed<DocumentSummary> failed) {
      skipped++;
      console.failure("warning: '" + name + "' skipped: ", failed.cause());
    }
  }

  int annotated() {
    return annotated;
  }

  int skipped() {
    return skipped;
  }
}
