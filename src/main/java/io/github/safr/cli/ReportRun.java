package io.github.safr.cli;

import io.github.safr.io.DocumentException;
import io.github.safr.report.AnnotatedDocuments;
import io.github.safr.report.Report;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.uima.resource.ResourceInitializationException;

/** Makes a report and tells how it went. */
final class ReportRun {

  private final Console console;
  private final String view;

  /**
   * A run.
   *
   * @param view name of the view that was annotated
   */
  ReportRun(Console console, String view) {
    this.console = console;
    this.view = view;
  }

  /**
   * Makes a report on annotated documents.
   *
   * @return an exit code
   */
  int run(String input, String title, Path output)
      throws DocumentException, ResourceInitializationException {
    long start = System.nanoTime();
    AnnotatedDocuments documents = AnnotatedDocuments.in(input);
    Report.Written written;
    try (ProgressDisplay progress =
        ProgressDisplay.start(
            console, "report", "documents", documents.count(), Terminal.watchesStandardError())) {
      written = new Report(documents, view, title).write(output, listener(progress));
    }
    if (written.documents() == 0) {
      throw new CommandFailure("No document could be read; the reasons are above.");
    }
    if (written.decisions() == 0) {
      console.warning(
          "No document has decisions. Annotate them first; if another view was annotated, name it"
              + " with --view.");
    } else if (written.explained() == 0) {
      console.warning("No decision has an explanation: annotate without --no-explain for words.");
    }
    console.message(
        String.format(
            Locale.ROOT,
            "Report on %,d documents with %,d decisions in %.1f s%s.",
            written.documents(),
            written.decisions(),
            (System.nanoTime() - start) / 1e9,
            written.skipped() == 0 ? "" : ", skipped %,d".formatted(written.skipped())));
    console.result(written.page().toString());
    return written.skipped() == 0 ? ExitCode.OK : ExitCode.INCOMPLETE;
  }

  private Report.Listener listener(ProgressDisplay progress) {
    return new Report.Listener() {
      @Override
      public void added(String name) {
        progress.step();
      }

      @Override
      public void skipped(String name, Exception reason) {
        progress.step();
        console.failure("warning: '" + Printable.line(name) + "' skipped: ", reason);
      }
    };
  }
}
