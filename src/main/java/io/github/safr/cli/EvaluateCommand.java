package io.github.safr.cli;

import io.github.safr.evaluation.ClassificationMetrics;
import io.github.safr.evaluation.ModelEvaluator;
import io.github.safr.model.SafrModel;
import io.github.safr.text.TextSegmenter;
import io.github.safr.training.LabelledText;
import io.github.safr.training.LabelledTextReader;
import io.github.safr.training.TrainingData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
      description =
          "Also write the figures as JSON, with the keys accuracy, macroF1, examples, labels, confusion.")
  private Path json;

  @Mixin private DeviceOption device;

  @ParentCommand private SafrCommand safr;

  @Override
  public Integer call() throws IOException {
    InputFiles.checkReadable("Data file", data);
    if (json != null && Files.isDirectory(json)) {
      throw new CommandFailure("'" + json + "' is a directory. Name a file for the JSON.");
    }
    if (json != null && !Files.isWritable(json.toAbsolutePath().getParent())) {
      throw new CommandFailure(
          "'"
              + json
              + "' cannot be written: its folder is missing or not writable. Choose another.");
    }
    List<LabelledText> examples = LabelledTextReader.read(data);
    ClassificationMetrics metrics;
    try (SafrModel loaded = SafrModel.load(model, device.choice())) {
      metrics = evaluate(loaded, examples);
    }
    safr.console().result(MetricsFormat.text(metrics));
    if (json != null) {
      writeJson(metrics);
    }
    return ExitCode.OK;
  }

  private ClassificationMetrics evaluate(SafrModel loaded, List<LabelledText> examples) {
    String language = loaded.languages().isEmpty() ? "en" : loaded.languages().get(0);
    TextSegmenter segmenter = TextSegmenter.forLanguage(language);
    try (ProgressDisplay progress =
        ProgressDisplay.start(
            safr.console(),
            "evaluate",
            "texts",
            examples.size(),
            Terminal.watchesStandardError())) {
      return ModelEvaluator.evaluate(
          loaded,
          examples.stream().map(example -> TrainingData.tokens(example.text(), segmenter)).toList(),
          examples.stream().map(LabelledText::label).toList(),
          progress::stepTo);
    }
  }

  private void writeJson(ClassificationMetrics metrics) {
    try {
      Files.writeString(json, MetricsFormat.json(metrics));
    } catch (IOException e) {
      throw new CommandFailure(
          "'" + json + "' cannot be written. Choose another file for the JSON.", e);
    }
  }
}
