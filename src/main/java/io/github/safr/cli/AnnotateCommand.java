package io.github.safr.cli;

import io.github.safr.io.CasFormat;
import io.github.safr.io.CasWriter;
import io.github.safr.io.DocumentException;
import io.github.safr.io.DocumentSource;
import io.github.safr.io.ParallelPipeline;
import io.github.safr.io.journal.RunFolder;
import io.github.safr.io.journal.RunJournal;
import io.github.safr.io.table.DocumentCollection;
import io.github.safr.model.ComputeSettings;
import io.github.safr.model.Versions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.uima.UIMAException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Classifies and explains documents, writes them annotated, and tells what it found. */
@Command(
    name = "annotate",
    header = "Classify documents, explain every decision, and write the annotations for UIMA.",
    customSynopsis = {
      "safr annotate --input FILE|DIR|PATTERN... --output DIR [--model NAME|DIR]",
      "                     [--unit sentence|document] [--threads N] [--device DEVICE]",
      "                     [--language CODE] [--no-explain] [--resume | --overwrite] [--sync]",
      "                     [--fail-fast | --max-failures N|P%%] [--verbose]",
      "                     [--show] [--report DIR|FILE.html]",
      "                     [--format FORMAT] [--text-column NAME|N] [--id-column NAME|N]",
      "                     [--no-header] [--type-system FILE] [--view NAME] [--unit-type TYPE]",
      "                     [--token-type TYPE] [--output-format xmi|xmi-1.1|json]"
    },
    description = {
      "",
      "Finds sentences and tokens, classifies each sentence (or each document), and marks why: the"
          + " words that mattered, the pairs read together, and the neurons they occupy. Writes"
          + " <name>.xmi (or .json) for every document and one TypeSystem.xml into the output folder;"
          + " prints for every document its label, the confidence, how many sentences got which"
          + " label, and the words that spoke most for the label.",
      "",
      "Documents are files of plain text, rows of tables (.tsv, .csv, .jsonl), or documents of UIMA"
          + " (.xmi, .json), whose own annotations are kept; all in UTF-8. One that cannot be read is"
          + " reported on standard error, listed with the reason in errors.jsonl in the output"
          + " folder, and skipped; the others go on, and the exit code is 3. --fail-fast and"
          + " --max-failures stop a run instead.",
      "",
      "A run that was stopped, even killed, goes on with --resume and ends with the files that it"
          + " would have had. docs/collections.md tells more."
    },
    footer = {
      "",
      "Examples:",
      "  safr annotate --input examples/documents --output annotated",
      "      Annotates all .txt files in a directory and below with the bundled model.",
      "  safr annotate --input 'letters/**/*.txt' memo.txt --output out --model my-model --unit"
          + " document",
      "      One label for each whole document, by a model that you trained.",
      "  safr annotate --input reviews.csv --text-column review --output out --resume",
      "      Every row of a table; the same command again goes on where it was stopped.",
      "  safr annotate --input memo.txt --output out --show --report report",
      "      Shows the text with its important words here, and in a browser: report/index.html.",
      "  safr annotate --input reviews --output out --no-explain > labels.txt",
      "      Labels only, kept in a file; progress and warnings stay on the terminal."
    })
final class AnnotateCommand implements Callable<Integer> {

  private static final int MOST_THREADS = 256;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description =
          "Folder for the annotated files; made if need be. Files of the same name are replaced.")
  private Path output;

  @Option(
      names = "--output-format",
      defaultValue = "xmi",
      paramLabel = "FORMAT",
      description =
          "How they are written: xmi; xmi-1.1, which keeps control characters, but not every XML"
              + " parser reads it; or json, UIMA's JSON CAS, with the types in each file.")
  private CasFormat format;

  @Option(
      names = "--resume",
      negatable = false,
      description =
          "Go on with a run that was stopped, or try again what failed in one that was not. Starts"
              + " at the beginning if there was none.")
  private boolean resume;

  @Option(
      names = "--overwrite",
      negatable = false,
      description = "Start again although a run into the folder was stopped.")
  private boolean overwrite;

  @Option(
      names = "--sync",
      negatable = false,
      description =
          "Force every file to the disk before it counts as done, so that --resume may be trusted"
              + " after a power cut, too.")
  private boolean sync;

  @Option(
      names = "--fail-fast",
      negatable = false,
      description = "Stop at the first document that fails, instead of skipping it.")
  private boolean failFast;

  @Option(
      names = "--max-failures",
      paramLabel = "N|P%%",
      converter = FailureLimitConverter.class,
      description =
          "Stop when more than so many documents have failed, or more than this share of those"
              + " tried so far: 20, 2.5%%. A share is looked at from the hundredth document on, and"
              + " at the end.%n  Default: no limit")
  private @Nullable FailureLimit limit;

  @Mixin private ModelOption model;

  @Mixin private TrustOption signed;

  @Mixin private UnitOptions units;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Documents worked on at the same time; most of them wait for the model, which runs them"
              + " together. Of very long ones fewer are, as memory allows."
              + "%n  Default: 16 a processor, 128 at most")
  private @Nullable Integer threads;

  @Option(
      names = "--reproducible",
      negatable = false,
      description =
          "Run every document in batches of its own: the same document gives the same file to the"
              + " byte, whatever is annotated beside it. Many short documents take longer.")
  private boolean reproducible;

  @Mixin private DeviceOption device;

  @Option(
      names = "--language",
      paramLabel = "CODE",
      description =
          "Language of the documents (ISO 639), which decides how sentences are found."
              + "%n  Default: what annotated documents say themselves; for others, that of the model")
  private @Nullable String language;

  @Option(
      names = "--no-explain",
      negatable = false,
      description = "Labels only: no explanation annotations, and no words in the summary.")
  private boolean noExplanations;

  @Option(
      names = "--show",
      negatable = false,
      description =
          "Print the text of every document too, with its important words marked: {+for} the label"
              + " that was chosen, {-against} it; coloured on a terminal, unless NO_COLOR is set.")
  private boolean show;

  @Option(
      names = "--report",
      paramLabel = "DIR|FILE.html",
      description =
          "Make a report on the whole output folder at the end, as the command 'report' does.")
  private @Nullable Path report;

  @Mixin private CollectionOptions collection;

  @ParentCommand private SafrCommand safr;

  @Spec private CommandSpec spec;

  private final PipelineFactory pipelines;

  AnnotateCommand(PipelineFactory pipelines) {
    this.pipelines = pipelines;
  }

  @Override
  public Integer call() throws UIMAException, IOException {
    Checks usage = new Checks(spec);
    if (language != null) {
      usage.language("--language", language);
    }
    usage.range("--threads", threads(), 1, MOST_THREADS);
    if (reproducible) {
      ComputeSettings.runCallsApart();
    }
    if (resume && overwrite) {
      throw new ParameterException(
          spec.commandLine(), "Give --resume or --overwrite, and not both.");
    }
    if (failFast && limit != null) {
      throw new ParameterException(
          spec.commandLine(), "Give --fail-fast or --max-failures, and not both.");
    }
    collection.check(spec);
    AnnotationChoice annotations = units.choice(spec);

    DocumentSource source = collection.source().writtenAs(format);
    try (RunFolder folder = RunFolder.take(output)) {
      int code = annotate(folder, source.apartFrom(output), annotations);
      return report == null || code == ExitCode.FAILURE ? code : Math.max(code, report(report));
    }
  }

  private int report(Path report) throws DocumentException, UIMAException {
    try {
      return new ReportRun(safr.console(), collection.view(), ReportRun.usualThreads())
          .run(output.toString(), ReportRun.title(output.toString()), report);
    } catch (InterruptedException e) {
      throw new CommandFailure("Stopped before the report was whole.", e);
    }
  }

  private int annotate(RunFolder folder, DocumentSource source, AnnotationChoice annotations)
      throws UIMAException, IOException {
    ModelIdentity identity = pipelines.identify(model.location(), signed.trust());
    PipelineChoice choice =
        new PipelineChoice(
            model.location(),
            signed.key(),
            device.choice(),
            annotations,
            new LanguageChoice(language, identity.language()),
            !noExplanations);
    SortedMap<String, String> settings = settings(identity, choice);
    StartingPoint start = StartingPoint.choose(folder, wish(), settings);
    if (start.isEnd()) {
      safr.console()
          .message(
              "Nothing to do: all of %s are annotated in '%s'."
                  .formatted(documents(start.annotated()), output));
      return ExitCode.OK;
    }
    DocumentCollection all =
        new DocumentCollection(source, collection.columns(), format.characters());
    DocumentsLeft left = new DocumentsLeft(all, start::wants);
    int lanes = left.atMost(threads());
    if (lanes == 0 && start.past().isEmpty()) {
      throw new CommandFailure(
          "No documents in "
              + collection.named()
              + ". Name files, or directories with .txt files; for others say --format.");
    }
    StopOnShutdown guard = StopOnShutdown.guard();
    try (ParallelPipeline pipeline =
        ParallelPipeline.create(
            pipelines.describe(choice),
            collection.types(source),
            collection.view(),
            Math.max(1, lanes))) {
      checkKnown(pipeline, "--unit-type", annotations.unitType());
      checkKnown(pipeline, "--token-type", annotations.tokenType());
      try (RunJournal journal = start.journal(folder, settings)) {
        AnnotationRun run =
            new AnnotationRun(
                safr.console(),
                sync ? folder.writer(format).forced() : folder.writer(format),
                format,
                journal,
                annotations,
                collection.view(),
                show ? Optional.of(MarkedText.forStandardOutput()) : Optional.empty(),
                limit(),
                start.annotated());
        String silent = choice.language().ofSilentDocuments();
        return run(run, pipeline, left, () -> start.left(all.count()), silent)
            ? finish(run, journal, start)
            : ExitCode.FAILURE;
      }
    } finally {
      guard.release();
    }
  }

  /** Whether it got to the end of the collection. */
  private boolean run(
      AnnotationRun run,
      ParallelPipeline pipeline,
      DocumentsLeft documents,
      Callable<Long> count,
      String language)
      throws UIMAException {
    try {
      run.run(pipeline, documents, count, language);
      return true;
    } catch (InterruptedException e) {
      // Told here and not by an exception: once the guard is released nobody waits for us any more.
      safr.console()
          .message(
              "Stopped after %s; what was finished is whole in '%s'. Go on with --resume."
                  .formatted(documents(run.annotated()), output));
      return false;
    } catch (AnnotationRun.TooManyFailures e) {
      safr.console()
          .message(
              failFast
                  ? "Stopped at the first document that failed, after %s. Repair it, and go on with --resume."
                      .formatted(documents(run.annotated()))
                  : "Stopped: of %s %,d failed, more than %s. Repair what '%s' lists, and go on with --resume."
                      .formatted(documents(run.tried()), run.skipped(), limit(), errors()));
      return false;
    }
  }

  private FailureLimit limit() {
    if (limit != null) {
      return limit;
    }
    return failFast ? FailureLimit.FAIL_FAST : FailureLimit.NONE;
  }

  private Path errors() {
    return output.resolve(CasWriter.ERROR_REPORT);
  }

  private int finish(AnnotationRun run, RunJournal journal, StartingPoint start)
      throws DocumentException {
    if (run.isComplete()) {
      journal.finish();
    } else {
      safr.console()
          .message(
              "There may be more documents behind what was skipped. Repair it, and go on with"
                  + " --resume.");
    }
    long missing = start.missing(run.annotated() + run.skipped());
    if (missing > 0) {
      safr.console()
          .message(
              "%s that failed before cannot be found any more. Start again without --resume."
                  .formatted(documents(missing)));
    }
    if (run.annotated() == 0 && start.annotated() == 0) {
      throw new CommandFailure(
          "None of %s could be annotated; the reasons are above."
              .formatted(documents(run.skipped() + missing)));
    }
    String before = start.annotated() == 0 ? "" : ", %,d before".formatted(start.annotated());
    String skipped =
        run.skipped() == 0
            ? ""
            : ", skipped %,d (listed in '%s')".formatted(run.skipped(), errors());
    safr.console()
        .message(
            "Annotated %s in %s%s%s; %s in '%s'."
                .formatted(
                    documents(run.annotated()),
                    run.pace(),
                    before,
                    skipped,
                    format.title(),
                    output));
    long failed = run.skipped() + missing;
    if (limit().isExceededAtEnd(failed, start.annotated() + run.annotated() + failed)) {
      safr.console().message("More documents failed than %s.".formatted(limit()));
      return ExitCode.FAILURE;
    }
    return failed == 0 ? ExitCode.OK : ExitCode.INCOMPLETE;
  }

  private static void checkKnown(ParallelPipeline pipeline, String option, @Nullable String type) {
    if (type != null && !pipeline.knows(type)) {
      throw new CommandFailure(
          ("No type system declares '%s', which %s names. Put TypeSystem.xml beside the documents,"
                  + " or name one with --type-system.")
              .formatted(type, option));
    }
  }

  private StartingPoint.Wish wish() {
    if (resume) {
      return StartingPoint.Wish.RESUME;
    }
    return overwrite ? StartingPoint.Wish.OVERWRITE : StartingPoint.Wish.NONE;
  }

  /** What must be the same for a run to go on: all that decides what its files say. */
  private SortedMap<String, String> settings(ModelIdentity identity, PipelineChoice choice) {
    AnnotationChoice annotations = choice.annotations();
    SortedMap<String, String> settings = new TreeMap<>(collection.settings());
    settings.put("version of safr-uima", Versions.own());
    settings.put("--model", identity.id());
    settings.put("--language", orNone(language));
    settings.put("--no-explain", String.valueOf(!choice.explain()));
    settings.put("--reproducible", String.valueOf(reproducible));
    settings.put(RunFolder.FORMAT_SETTING, format.toString());
    settings.put("--unit", annotations.unit().toString());
    settings.put("--unit-type", orNone(annotations.unitType()));
    settings.put("--token-type", orNone(annotations.tokenType()));
    return settings;
  }

  private int threads() {
    return threads == null ? ParallelPipeline.usualThreads() : threads;
  }

  private static String orNone(@Nullable String value) {
    return value == null ? "none" : value;
  }

  private static String documents(long count) {
    return count == 1 ? "1 document" : "%,d documents".formatted(count);
  }
}
