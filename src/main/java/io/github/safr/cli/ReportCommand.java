package io.github.safr.cli;

import io.github.safr.io.DocumentException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.uima.cas.CAS;
import org.apache.uima.resource.ResourceInitializationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Makes pages to look at out of annotated documents. */
@Command(
    name = "report",
    header = "Make pages that show what was decided in annotated documents, and why.",
    customSynopsis = {
      "safr report --input DIR --output DIR|FILE.html [--title TEXT] [--view NAME]",
      "                   [--threads N] [--verbose]"
    },
    description = {
      "",
      "Reads what 'annotate' wrote, or any XMI or JSON of UIMA with our annotations, and writes a"
          + " page on the collection (labels, confidence, the least certain documents, the words that"
          + " decide most often) and one for every document: its text with the important words"
          + " marked, their numbers, the words that were read together, and the neurons they"
          + " occupy. No model is loaded.",
      "",
      "The pages are opened from disk; they need no server and fetch nothing. They hold the text of"
          + " the documents: keep them where you would keep those.",
      "",
      "Into a folder go index.html, two files that all pages share, and documents/ with the pages"
          + " of documents; those of an older report are removed. An output that ends in .html"
          + " becomes one file with everything in it, for up to some hundred documents. Prints the"
          + " page to open. docs/report.md tells how to read it."
    },
    footer = {
      "",
      "Examples:",
      "  safr annotate --input examples/documents --output annotated",
      "  safr report --input annotated --output report",
      "      Then open report/index.html in a browser.",
      "  safr report --input annotated --output report.html --title 'Reviews of May'",
      "      One file, to send to somebody."
    })
final class ReportCommand implements Callable<Integer> {

  private static final int MOST_THREADS = 256;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "DIR",
      description =
          "Folder of annotated documents, read at any depth: its .xmi files with their"
              + " TypeSystem.xml or, if there are none, its .json files. Or one such file, or a"
              + " quoted pattern.")
  private String input;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR|FILE.html",
      description = "Folder for the pages, made if need be; or a single file.")
  private Path output;

  @Option(
      names = "--title",
      paramLabel = "TEXT",
      description = "What to call the collection.%n  Default: the name of the input")
  private @Nullable String title;

  @Option(
      names = "--view",
      defaultValue = CAS.NAME_DEFAULT_SOFA,
      paramLabel = "NAME",
      description = "Which of a document's texts was annotated.")
  private String view;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Documents read at the same time; more need more memory."
              + "%n  Default: one a processor, 8 at most")
  private @Nullable Integer threads;

  @ParentCommand private SafrCommand safr;

  @Spec private CommandSpec spec;

  @Override
  public Integer call()
      throws DocumentException, ResourceInitializationException, InterruptedException {
    if (threads == null) {
      threads = ReportRun.usualThreads();
    }
    new Checks(spec).range("--threads", threads, 1, MOST_THREADS);
    String named = title == null ? ReportRun.title(input) : title;
    return new ReportRun(safr.console(), view, threads).run(input, named, output);
  }
}
