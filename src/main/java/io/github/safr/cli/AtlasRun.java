package io.github.safr.cli;

import io.github.safr.io.DocumentException;
import io.github.safr.report.AnnotatedDocuments;
import io.github.safr.report.Atlas;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.uima.resource.ResourceInitializationException;
import org.jspecify.annotations.Nullable;

/** Makes an atlas and tells how it went. */
final class AtlasRun {

  /**
   * A collection.
   *
   * @param input where its documents are
   * @param report the folder of a report on it; null if there is none
   */
  record Side(String input, String title, @Nullable Path report) {}

  private final Console console;
  private final String view;
  private final int threads;

  /**
   * A run.
   *
   * @param view name of the view that was annotated
   * @param threads how many documents are read at the same time
   */
  AtlasRun(Console console, String view, int threads) {
    this.console = console;
    this.view = view;
    this.threads = threads;
  }

  /**
   * Makes an atlas.
   *
   * @return an exit code
   */
  int run(List<Side> sides, Path output)
      throws DocumentException, ResourceInitializationException, InterruptedException {
    long start = System.nanoTime();
    List<Atlas.Collection> collections = new ArrayList<>();
    long count = 0;
    for (Side side : sides) {
      AnnotatedDocuments documents = AnnotatedDocuments.in(side.input());
      count += documents.count();
      collections.add(new Atlas.Collection(documents, side.title(), side.report()));
    }
    Atlas.Written written;
    try (ProgressDisplay progress =
        ProgressDisplay.start(
            console, "atlas", "documents", count, Terminal.watchesStandardError())) {
      written =
          new Atlas(collections, view, threads)
              .write(output, ReportRun.listener(console, progress));
    }
    if (written.documents() == 0) {
      throw new CommandFailure("No document could be read; the reasons are above.");
    }
    if (written.decisions() == 0) {
      console.warning(
          "No explanation lists neurons. Annotate without --no-explain; if another view was"
              + " annotated, name it with --view.");
    }
    if (written.leftOut() > 0) {
      console.warning(
          String.format(
              Locale.ROOT,
              "%,d reports of neurons are left out: there are more neurons or labels than an atlas"
                  + " holds, or activations that are no numbers.",
              written.leftOut()));
    }
    console.message(
        String.format(
            Locale.ROOT,
            "Atlas of %,d neurons from %,d documents in %.1f s%s.",
            written.neurons(),
            written.documents(),
            (System.nanoTime() - start) / 1e9,
            written.skipped() == 0 ? "" : ", skipped %,d".formatted(written.skipped())));
    console.result(output.toString());
    return written.skipped() == 0 ? ExitCode.OK : ExitCode.INCOMPLETE;
  }
}
