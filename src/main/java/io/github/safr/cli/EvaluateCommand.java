package io.github.safr.cli;

import io.github.safr.evaluation.ClassificationMetrics;
import io.github.safr.evaluation.EvaluationText;
import io.github.safr.evaluation.ModelEvaluator;
import io.github.safr.evaluation.report.EvaluationFiles;
import io.github.safr.evaluation.report.EvaluationJson;
import io.github.safr.evaluation.report.EvaluationResult;
import io.github.safr.model.ComputeSettings;
import io.github.safr.model.DeviceChoice;
import io.github.safr.model.ModelDirectory;
import io.github.safr.model.SafrModel;
import io.github.safr.text.TextSegmenter;
import io.github.safr.training.LabelledText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Measures a model, and explanations of its decisions, on labelled text. */
@Command(
    name = "evaluate",
    header = "Measure how often a model is right, and how good its explanations are.",
    customSynopsis = {
      "safr evaluate --model NAME|DIR --data FILE [--json FILE] [OPTION...]",
      "       safr evaluate --model NAME|DIR --data FILE --explainers NAME,... --output DIR"
          + " [OPTION...]"
    },
    description = {
      "",
      "Reads examples, one a line: label, tab, text; UTF-8, plain or gzipped (.gz). Prints the"
          + " accuracy, the macro-averaged F1 measure and the confusion matrix.",
      "",
      "With --explainers it also removes from each text the tokens that an explainer calls the most"
          + " important, and asks the model again. Comprehensiveness says how far the probability of"
          + " the label falls without them (the further the better), sufficiency how far it falls"
          + " with them alone (the less the better). docs/evaluation.md explains every measure."
    },
    // Said here again, because a mixin's heading would come before an inherited one.
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  safr evaluate --model questions --data examples/data/questions-dev.tsv",
      "      Measures a model that you trained.",
      "  safr evaluate --model en-sentiment --data test.tsv.gz --json test.json",
      "      Also writes the figures for programs: accuracy, macroF1, examples.",
      "  safr evaluate --model en-sentiment --data test.tsv --explainers safr,lime,random \\",
      "      --examples 200 --output measured",
      "      Measures three explainers on 200 texts, and writes tables and charts.",
      "  safr evaluate --model en-sentiment --data test.tsv --explainers safr \\",
      "      --word-labels test-words.tsv --removal deletion --limits-examples 0",
      "      Compares with the words that people marked, and leaves out what takes longest."
    })
final class EvaluateCommand implements Callable<Integer> {

  @Option(
      names = "--model",
      required = true,
      paramLabel = ModelOption.LABEL,
      description = ModelOption.DESCRIPTION)
  private String model;

  @Mixin private TrustOption signed;

  @Option(names = "--data", required = true, paramLabel = "FILE", description = "Labelled text.")
  private Path data;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description =
          "Also write the figures as JSON, with the keys accuracy, macroF1, examples, labels,"
              + " confusion; and explainers, pairs and neurons, if they are measured.")
  private @Nullable Path json;

  @Option(
      names = "--examples",
      paramLabel = "N",
      description = "Measure N texts, drawn by chance.%n  Default: all")
  private @Nullable Integer most;

  @Option(
      names = "--seed",
      defaultValue = "0",
      paramLabel = "N",
      description = "Where chance starts: equal seeds draw equally.")
  private long seed;

  @Mixin private ExplanationOptions explanations;

  @Mixin private DeviceOption device;

  @ParentCommand private SafrCommand safr;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    check();
    EvaluationInput input =
        EvaluationInput.read(
            data, explanations.wordLabels(), most == null ? Integer.MAX_VALUE : most, seed);
    if (explanations.wanted()) {
      ComputeSettings.shareOperations();
    }
    ModelDirectory directory = ModelDirectory.open(model, signed.trust());
    try (SafrModel loaded = SafrModel.load(directory, device.choice());
        InspectorOnDemand inspector = inspector(directory, loaded)) {
      Optional<ExplanationRun> run =
          explanations.wanted()
              ? Optional.of(
                  new ExplanationRun(safr.console(), explanations, loaded, inspector, seed))
              : Optional.empty();
      List<EvaluationText> texts = input.segmented(segmenter(loaded), loaded.labels());
      ClassificationMetrics metrics = metrics(loaded, texts, input.examples());
      safr.console().result(MetricsFormat.text(metrics));
      if (run.isPresent()) {
        EvaluationResult result = run.get().run(texts, metrics);
        writeJson(EvaluationJson.text(result));
        explanations.output().ifPresent(output -> write(result, output));
      } else {
        writeJson(MetricsFormat.json(metrics));
      }
    }
    return ExitCode.OK;
  }

  private void check() {
    Checks usage = new Checks(spec);
    usage.atLeast("--examples", most, 1);
    explanations.check(usage);
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
  }

  /** Where the model runs, and not where one was asked for, if that did not work. */
  private static InspectorOnDemand inspector(ModelDirectory directory, SafrModel loaded) {
    return new InspectorOnDemand(directory, DeviceChoice.parse(loaded.deviceDescription()));
  }

  private static TextSegmenter segmenter(SafrModel loaded) {
    return TextSegmenter.forLanguage(loaded.manifest().language());
  }

  private ClassificationMetrics metrics(
      SafrModel loaded, List<EvaluationText> texts, List<LabelledText> examples) {
    try (ProgressDisplay progress = progress("evaluate", "texts", texts.size())) {
      return ModelEvaluator.evaluate(
          loaded,
          texts.stream().map(EvaluationText::tokens).toList(),
          examples.stream().map(LabelledText::label).toList(),
          progress::stepTo);
    }
  }

  private ProgressDisplay progress(String task, String unit, long total) {
    return ProgressDisplay.start(
        safr.console(), task, unit, total, Terminal.watchesStandardError());
  }

  private void write(EvaluationResult result, Path output) {
    try {
      EvaluationFiles.writeFigures(result, output);
    } catch (IOException e) {
      throw new CommandFailure(
          "Results cannot be written to '" + output + "'. Choose another directory.", e);
    }
    try {
      EvaluationFiles.writeCharts(result, output);
    } catch (IOException e) {
      safr.console().warning("No charts, only figures. " + Failures.sentence(e));
    }
    safr.console().message("Figures and charts are in '" + output + "'.");
  }

  private void writeJson(String figures) {
    if (json != null) {
      JsonFile.write(json, figures);
    }
  }
}
