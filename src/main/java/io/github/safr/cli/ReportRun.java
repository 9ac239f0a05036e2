package io.github.safr.cli;

import io.github.safr.io.DocumentException;
import io.github.safr.report.AnnotatedDocuments;
import io.github.safr.report.Report;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.uima.resource.ResourceInitializationException;

/** Makes a report and tells how it went. */
final class ReportRun {

  private static final int MOST_USUAL_THREADS = 8;

  private final Console console;
  private final String view;
  private final int threads;

  /**
   * A run.
   *
   * @param view name of the view that was annotated
   * @param threads how many documents are read at the same time
   */
  ReportRun(Console console, String view, int threads) {
    this.console = console;
    this.view = view;
    this.threads = threads;
  }

  /** As many as there are processors, within what memory bears. */
  static int usualThreads() {
    return Math.min(MOST_USUAL_THREADS, Runtime.getRuntime().availableProcessors());
  }

  /** What to call an input: by its last name, so that pages do not tell where it lay. */
  static String title(String input) {
    String[] names = input.split("[/\\\\]+", 0);
    return names.length == 0 ? input : names[names.length - 1];
  }

  /**
   * Makes a report on annotated documents.
   *
   * @return an exit code
   */
  int run(String input, String title, Path output)
      throws DocumentException, ResourceInitializationException, InterruptedException {
    long start = System.nanoTime();
    AnnotatedDocuments documents = AnnotatedDocuments.in(input);
    Report.Written written;
    try (ProgressDisplay progress =
        ProgressDisplay.start(
            console, "report", "documents", documents.count(), Terminal.watchesStandardError())) {
      written =
          new Report(documents, view, title, threads).write(output, listener(console, progress));
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
            "Report on %s with %s in %.1f s%s.",
            count(written.documents(), "document"),
            count(written.decisions(), "decision"),
            (System.nanoTime() - start) / 1e9,
            written.skipped() == 0 ? "" : ", skipped %,d".formatted(written.skipped())));
    console.result(written.page().toString());
    return written.skipped() == 0 ? ExitCode.OK : ExitCode.INCOMPLETE;
  }

  private static String count(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
  }

  /** Steps on with every document, and tells of those that are skipped. */
  static Report.Listener listener(Console console, ProgressDisplay progress) {
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
