package io.github.safr.cli;

import io.github.safr.io.DocumentSource;
import io.github.safr.io.ParallelPipeline;
import io.github.safr.io.XmiWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.uima.UIMAException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Classifies and explains documents, writes XMI, and tells what it found. */
@Command(
    name = "annotate",
    header = "Classify documents, explain every decision, and write the annotations as XMI.",
    customSynopsis = {
      "safr annotate --input FILE|DIR... --output DIR [--model NAME|DIR]",
      "                     [--unit sentence|document] [--threads N] [--device DEVICE]",
      "                     [--language CODE] [--no-explain] [--verbose]"
    },
    description = {
      "",
      "Finds sentences and tokens, classifies each sentence (or each document), and marks why: the"
          + " words that mattered, the pairs read together, and the neurons they occupy. Writes"
          + " <name>.xmi for every document and one TypeSystem.xml into the output folder; prints"
          + " for every document its label, the confidence, how many sentences got which label, and"
          + " the words that spoke most for the label.",
      "",
      "Documents are plain text in UTF-8. One that is not, or cannot be read, is reported on"
          + " standard error and skipped; the others go on."
    },
    footer = {
      "",
      "Examples:",
      "  safr annotate --input examples/documents --output annotated",
      "      Annotates all .txt files in a directory and below with the bundled model.",
      "  safr annotate --input letters memo.txt --output out --model my-model --unit document",
      "      One label for each whole document, by a model that you trained.",
      "  safr annotate --input reviews --output out --no-explain > labels.txt",
      "      Labels only, kept in a file; progress and warnings stay on the terminal."
    })
final class AnnotateCommand implements Callable<Integer> {

  private static final int MOST_THREADS = 256;

  @Option(
      names = "--input",
      required = true,
      arity = "1..*",
      paramLabel = "FILE|DIR",
      description =
          "Documents: files of any name, and directories, whose .txt files are read at any depth.")
  private List<Path> inputs;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description =
          "Folder for the XMI files; made if need be. Files of the same name are replaced.")
  private Path output;

  @Option(
      names = "--model",
      defaultValue = "en-sentiment",
      paramLabel = "NAME|DIR",
      description = "A bundled model (see 'safr info') or the directory of one that you trained.")
  private String model;

  @Option(
      names = "--unit",
      defaultValue = "sentence",
      paramLabel = "UNIT",
      description = "What gets a label of its own: sentence or document.")
  private Unit unit;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Documents worked on at the same time.%n  Default: one a processor")
  private Integer threads;

  @Mixin private DeviceOption device;

  @Option(
      names = "--language",
      paramLabel = "CODE",
      description =
          "Language of the documents (ISO 639), which decides how sentences are found."
              + "%n  Default: that of the model")
  private String language;

  @Option(
      names = "--no-explain",
      negatable = false,
      description = "Labels only: no explanation annotations, and no words in the summary.")
  private boolean noExplanations;

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
    if (threads == null) {
      threads = Runtime.getRuntime().availableProcessors();
    }
    usage.range("--threads", threads, 1, MOST_THREADS);

    DocumentSource documents = DocumentSource.of(inputs);
    XmiWriter writer = XmiWriter.into(output);
    long total = documents.count();
    if (total == 0) {
      throw new CommandFailure(
          "No documents in " + quoted(inputs) + ". Name files, or directories with .txt files.");
    }
    AnnotationRun run = new AnnotationRun(safr.console(), writer, new SummaryFormat(unit));
    if (language == null) {
      language = pipelines.languageOf(model);
    }
    PipelineChoice choice =
        new PipelineChoice(model, device.choice(), unit, language, !noExplanations);
    StopOnShutdown guard = StopOnShutdown.guard();
    try (ParallelPipeline pipeline =
        ParallelPipeline.create(pipelines.describe(choice), (int) Math.min(threads, total))) {
      run.run(pipeline, documents, total, language);
    } catch (InterruptedException e) {
      // Told here and not by an exception: after the release below nobody waits for us any more.
      safr.console()
          .message(
              "Stopped after %,d of %s; what was finished is whole in '%s'."
                  .formatted(run.annotated(), documents(total), output));
      return ExitCode.FAILURE;
    } finally {
      guard.release();
    }
    return finish(run);
  }

  private int finish(AnnotationRun run) {
    if (run.annotated() == 0) {
      throw new CommandFailure(
          "None of %s could be annotated; the reasons are above."
              .formatted(documents(run.skipped())));
    }
    String skipped = run.skipped() == 0 ? "" : ", skipped %,d".formatted(run.skipped());
    safr.console()
        .message(
            "Annotated %s in %s%s; XMI in '%s'."
                .formatted(documents(run.annotated()), run.pace(), skipped, output));
    return run.skipped() == 0 ? ExitCode.OK : ExitCode.INCOMPLETE;
  }

  private static String documents(long count) {
    return count == 1 ? "1 document" : "%,d documents".formatted(count);
  }

  private static String quoted(List<Path> paths) {
    return String.join(", ", paths.stream().map(path -> "'" + path + "'").toList());
  }
}
