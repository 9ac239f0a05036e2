package io.github.safr.cli;

import io.github.safr.benchmark.Benchmark;
import io.github.safr.benchmark.BenchmarkJson;
import io.github.safr.benchmark.BenchmarkProgress;
import io.github.safr.benchmark.BenchmarkReport;
import io.github.safr.benchmark.BenchmarkSettings;
import io.github.safr.benchmark.BenchmarkSettings.Sizes;
import io.github.safr.benchmark.BenchmarkTexts;
import io.github.safr.benchmark.Contender;
import io.github.safr.io.ParallelPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.uima.UIMAException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Measures how fast a model is, and how fast others are with it. */
@Command(
    name = "benchmark",
    header = "Measure how fast a model classifies and explains, and what others take for it.",
    customSynopsis = {
      "safr benchmark [--model NAME|DIR] [--json FILE] [--texts FILE...] [--sentences N]",
      "                      [--documents N] [--repetitions N] [--threads N] [--device DEVICE]",
      "                      [--scaling] [--quick]"
    },
    description = {
      "",
      "Runs the bare network, pipelines that classify and explain, the command 'annotate', and a"
          + " collection of one-sentence documents; and beside them ONNX Runtime and OpenNLP with"
          + " the same weights, LIME, integrated gradients, and the bare matrix products. Each runs"
          + " once a round, in turns; prints medians, quartiles and ranges over the rounds."
          + " docs/performance.md says what exactly each one does.",
      "",
      "Other work on the machine makes figures worthless. Stop it first."
    },
    footer = {
      "",
      "Examples:",
      "  safr benchmark --json speed.json",
      "      Measures the bundled model; takes about half an hour on two processors.",
      "  safr benchmark --model my-model --texts reviews.tsv.gz --scaling",
      "      Measures your model on your texts, and cost against the amount of text.",
      "  safr benchmark --quick",
      "      Sees in a minute whether everything works; its figures say little."
    })
final class BenchmarkCommand implements Callable<Integer> {

  private static final int MOST_THREADS = 256;

  @Mixin private ModelOption model;

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures as JSON.")
  private @Nullable Path json;

  @Option(
      names = "--texts",
      arity = "1..*",
      paramLabel = "FILE",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description =
          "Texts, one a line, with or without a label and a tab before it; plain or gzipped"
              + " (.gz).%n  Default: sentences of our own")
  private List<Path> texts = List.of();

  @Option(
      names = "--sentences",
      paramLabel = "N",
      description = "Sentences that each round reads.%n  Default: 1000; with --quick 60")
  private @Nullable Integer sentences;

  @Option(
      names = "--documents",
      paramLabel = "N",
      description = "Documents of one sentence each.%n  Default: 20000; with --quick 40")
  private @Nullable Integer documents;

  @Option(
      names = "--repetitions",
      paramLabel = "N",
      description = "Rounds that count.%n  Default: 9; with --quick 2")
  private @Nullable Integer repetitions;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of pipelines.%n  Default: as for 'annotate'")
  private @Nullable Integer threads;

  @Option(
      names = "--seed",
      defaultValue = "0",
      paramLabel = "N",
      description = "Decides the order of the sentences, and what LIME draws.")
  private long seed;

  @Option(
      names = "--scaling",
      description = "Also measure the cost of a token in texts and units of different lengths.")
  private boolean scaling;

  @Option(names = "--quick", description = "Little of everything.")
  private boolean quick;

  @Mixin private DeviceOption device;

  @ParentCommand private SafrCommand safr;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, UIMAException {
    check();
    BenchmarkSettings settings =
        new BenchmarkSettings(
            model.location(),
            device.choice(),
            threads == null ? ParallelPipeline.usualThreads() : threads,
            (quick ? Sizes.QUICK : Sizes.FULL).with(sentences, documents, repetitions),
            scaling,
            seed);
    List<String> lines = texts.isEmpty() ? BenchmarkTexts.own() : BenchmarkTexts.read(texts);
    StopOnShutdown guard = StopOnShutdown.guard();
    try (Progress progress = new Progress();
        Benchmark benchmark = new Benchmark(settings, lines, progress)) {
      BenchmarkReport report = benchmark.run(this::annotate);
      progress.end();
      safr.console().result(BenchmarkTable.of(report));
      write(report);
      return ExitCode.OK;
    } catch (InterruptedException e) {
      safr.console().message("Stopped; nothing was written.");
      return ExitCode.FAILURE;
    } finally {
      guard.release();
    }
  }

  private void check() {
    Checks usage = new Checks(spec);
    usage.atLeast("--sentences", sentences, 1);
    usage.atLeast("--documents", documents, 1);
    usage.atLeast("--repetitions", repetitions, 1);
    if (threads != null) {
      usage.range("--threads", threads, 1, MOST_THREADS);
    }
    for (Path file : texts) {
      InputFiles.checkReadable("Text file", file);
    }
    if (json != null
        && (Files.isDirectory(json) || !Files.isWritable(json.toAbsolutePath().getParent()))) {
      throw new CommandFailure("'" + json + "' cannot be written. Choose another file.");
    }
  }

  private Contender annotate(Path input, Path output, int count) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "annotate",
                "--input",
                input.toString(),
                "--output",
                output.toString(),
                "--model",
                model.location(),
                "--device",
                device.choice().toString()));
    if (threads != null) {
      arguments.addAll(List.of("--threads", threads.toString()));
    }
    return new AnnotateContender(arguments, count, safr.console());
  }

  private void write(BenchmarkReport report) {
    if (json != null) {
      JsonFile.write(json, BenchmarkJson.text(report));
    }
  }

  /** Shows what runs, one display a part. */
  private final class Progress implements BenchmarkProgress, AutoCloseable {

    private @Nullable ProgressDisplay display;

    @Override
    public void begin(String part, int runs) {
      end();
      display =
          ProgressDisplay.start(
              safr.console(), part, "runs", runs, Terminal.watchesStandardError());
    }

    @Override
    public void step(String contender) {
      if (display != null) {
        display.step();
        display.note(contender);
      }
    }

    @Override
    public void failed(String contender, Throwable reason) {
      safr.console().failure("warning: " + contender + " is not measured: ", reason);
    }

    @Override
    public void close() {
      end();
    }

    private void end() {
      if (display != null) {
        display.close();
        display = null;
      }
    }
  }
}
