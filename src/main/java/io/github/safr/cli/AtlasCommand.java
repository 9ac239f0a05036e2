package io.github.safr.cli;

import io.github.safr.io.DocumentException;
import io.github.safr.report.Report;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.uima.cas.CAS;
import org.apache.uima.resource.ResourceInitializationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Makes a page on the neurons that annotated documents report. */
@Command(
    name = "atlas",
    header = "Make a page that shows what each neuron answers to in annotated documents.",
    customSynopsis = {
      "safr atlas --input DIR --output FILE.html [--report DIR] [--title TEXT]",
      "                  [--compare DIR2 [--compare-report DIR] [--compare-title TEXT]]",
      "                  [--view NAME] [--threads N] [--verbose]"
    },
    description = {
      "",
      "Reads what 'annotate' wrote and writes one page on the neurons that the explanations list:"
          + " the strongest words of each in their context, how strongly it fired, how many"
          + " different words it serves, and how selective it is for a label. Search it by a word,"
          + " to see which neurons that word uses, or by the number of a neuron. No model is"
          + " loaded.",
      "",
      "Only the few neurons that an explanation lists for each important word are seen; of the"
          + " others the documents say nothing.",
      "",
      "With --compare, a second collection stands beside the first, for instance the same documents"
          + " annotated by another model. Neurons of different models have nothing in common.",
      "",
      "The page is opened from disk; it needs no server and fetches nothing. It holds pieces of the"
          + " documents' text: keep it where you would keep those. Prints the page to open."
          + " docs/atlas.md tells how to read it."
    },
    footer = {
      "",
      "Examples:",
      "  safr annotate --input examples/documents --output annotated",
      "  safr report --input annotated --output report",
      "  safr atlas --input annotated --output atlas.html --report report",
      "      Then open atlas.html in a browser; its documents lead to pages of the report."
    })
final class AtlasCommand implements Callable<Integer> {

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
      paramLabel = "FILE.html",
      description = "The page; its folder is made if need be.")
  private Path output;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description =
          "Folder that 'report' wrote about the same documents: names of documents become links"
              + " to its pages, and neurons there links to the atlas. Keep the two where they are"
              + " to each other.")
  private @Nullable Path report;

  @Option(
      names = "--compare",
      paramLabel = "DIR2",
      description = "Annotated documents whose neurons to show in a second column.")
  private @Nullable String compare;

  @Option(
      names = "--compare-report",
      paramLabel = "DIR",
      description = "Folder of a report on the documents of the second column.")
  private @Nullable Path compareReport;

  @Option(
      names = "--title",
      paramLabel = "TEXT",
      description = "What to call the collection.%n  Default: the name of the input")
  private @Nullable String title;

  @Option(
      names = "--compare-title",
      paramLabel = "TEXT",
      description = "What to call the second one.%n  Default: the name of its folder")
  private @Nullable String compareTitle;

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
    if (!Report.isSingleFile(output)) {
      throw new ParameterException(
          spec.commandLine(), "An atlas is one file: end --output in .html.");
    }
    if (compare == null && (compareReport != null || compareTitle != null)) {
      throw new ParameterException(
          spec.commandLine(),
          "--compare-report and --compare-title are about the second column: name its documents"
              + " with --compare.");
    }
    List<AtlasRun.Side> sides = new ArrayList<>();
    sides.add(new AtlasRun.Side(input, named(title, input), report));
    if (compare != null) {
      sides.add(new AtlasRun.Side(compare, named(compareTitle, compare), compareReport));
    }
    return new AtlasRun(safr.console(), view, threads).run(sides, output);
  }

  private static String named(@Nullable String title, String input) {
    return title == null ? ReportRun.title(input) : title;
  }
}
