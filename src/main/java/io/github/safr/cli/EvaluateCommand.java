package io.github.safr.cli;

import io.github.safr.model.DeviceChoice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Measures a model on labelled text. */
@Command(
    name = "evaluate",
    header = "Measure how often a model is right on labelled text.",
    customSynopsis =
        "safr evaluate --model NAME|DIR --data FILE [--json FILE] [--device DEVICE] [--verbose]",
    description = {
      "",
      "Reads examples, one a line: label, tab, text; UTF-8, plain or gzipped (.gz). Prints the"
          + " accuracy, the macro-averaged F1 measure and the confusion matrix."
    },
    footer = {
      "",
      "Examples:",
      "  safr evaluate --model questions --data examples/data/questions-dev.tsv",
      "      Measures a model that you trained.",
      "  safr evaluate --model en-sentiment --data test.tsv.gz --json test.json",
      "      Also writes the figures for programs: accuracy, macroF1, examples."
    })
final class EvaluateCommand implements Callable<Integer> {

  @Option(
      names = "--model",
      required = true,
      paramLabel = "NAME|DIR",
      description = "A bundled model (see 'safr info') or the directory of one that you trained.")
  private String model;

  @Option(names = "--data", required = true, paramLabel = "FILE", description = "Labelled text.")
  private Path data;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also write the figures as JSON, with the keys accuracy, macroF1, examples.")
  private Path json;

  @Option(
      names = "--device",
      defaultValue = "auto",
      paramLabel = "DEVICE",
      description = "Where the model runs: auto (a GPU if one works), cpu, gpu or gpu:N.",
      converter = DeviceConverter.class)
  private DeviceChoice device;

  @ParentCommand private SafrCommand safr;

  @Override
  public Integer call() {
    InputFiles.checkReadable("Data file", data);
    if (json != null && Files.isDirectory(json)) {
      throw new CommandFailure("'" + json + "' is a directory. Name a file for the JSON.");
    }
    return evaluate();
  }

  private int evaluate() {
    throw new UnsupportedOperationException(model + device);
  }
}
