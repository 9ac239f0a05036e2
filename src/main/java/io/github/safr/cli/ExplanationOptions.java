package io.github.safr.cli;

import io.github.safr.evaluation.EvaluationSettings;
import io.github.safr.explain.Explainer;
import io.github.safr.model.SafrModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Options of {@code evaluate} for measuring explanations. */
@Command(optionListHeading = "%nExplanations:%n")
final class ExplanationOptions {

  private static final List<ExplainerChoice> USUAL =
      List.of(ExplainerChoice.SAFR, ExplainerChoice.RANDOM, ExplainerChoice.OCCLUSION);
  private static final int MOST_SAMPLES = 100_000;

  @Option(
      names = "--explainers",
      split = ",",
      paramLabel = "NAME",
      description =
          "Measure these explainers: ${COMPLETION-CANDIDATES}."
              + "%n  Default: safr,random,occlusion, if another option asks for explanations; else"
              + " none")
  private @Nullable List<ExplainerChoice> explainers;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description =
          "Write evaluation.json, summary.csv, examples.csv (numbers only, no text) and charts.")
  private @Nullable Path output;

  @Option(
      names = "--word-labels",
      paramLabel = "FILE",
      description =
          "People's labels of words, to compare with: label, tab, text, tab, one number from 0 to 4"
              + " for each word between blanks; 2 is neutral, the others mark what matters. Texts"
              + " are found by their wording.")
  private @Nullable Path wordLabels;

  @Option(
      names = "--removal",
      split = ",",
      defaultValue = "deletion,replacement",
      paramLabel = "WAY",
      description =
          "How tokens are removed: deletion (neighbours close up), replacement (by the unknown"
              + " word). Results are apart for each.")
  private List<RemovalName> removals;

  @Option(
      names = "--limits-examples",
      defaultValue = "50",
      paramLabel = "N",
      description =
          "Texts, drawn by chance, for the normalised measures, which take thousands of questions a"
              + " text; 0 leaves them out.")
  private int limitTexts;

  @Option(
      names = "--limits-tokens",
      defaultValue = "32",
      paramLabel = "N",
      description =
          "Longest text for the normalised measures: one twice as long takes 8 times as long.")
  private int limitTokens;

  @Option(
      names = "--beam-width",
      defaultValue = "3",
      paramLabel = "N",
      description = "Orders of removal that the search for a text's limits follows at a time.")
  private int beamWidth;

  @Option(
      names = "--neurons-examples",
      defaultValue = "200",
      paramLabel = "N",
      description =
          "Texts, drawn by chance, whose allocated neurons are set to zero, and random ones to"
              + " compare; 0 leaves neurons out.")
  private int neuronTexts;

  @Option(
      names = "--reference",
      defaultValue = "safr",
      paramLabel = "NAME",
      description = "The explainer that the others' differences are taken from, if it is measured.")
  private ExplainerChoice reference;

  @Option(
      names = "--random-draws",
      defaultValue = "3",
      paramLabel = "N",
      description = "Random explanations of each text that 'random' is the mean of.")
  private int randomDraws;

  @Option(
      names = "--lime-samples",
      defaultValue = "1000",
      paramLabel = "N",
      description = "Parts of a text that lime and kernel-shap ask the model about.")
  private int samples;

  @Option(
      names = "--gradient-steps",
      defaultValue = "50",
      paramLabel = "N",
      description = "Steps of integrated-gradients.")
  private int gradientSteps;

  /** Whether explanations are to be measured at all. */
  boolean wanted() {
    return explainers != null || output != null || wordLabels != null;
  }

  /** Checks values, and files as far as one can before the work. */
  void check(Checks usage) {
    usage.range("--limits-examples", limitTexts, 0, Integer.MAX_VALUE);
    usage.range("--limits-tokens", limitTokens, 1, Integer.MAX_VALUE);
    usage.range("--neurons-examples", neuronTexts, 0, Integer.MAX_VALUE);
    usage.range("--beam-width", beamWidth, 1, 1000);
    usage.range("--random-draws", randomDraws, 1, 1000);
    usage.range("--lime-samples", samples, 2, MOST_SAMPLES);
    usage.range("--gradient-steps", gradientSteps, 1, MOST_SAMPLES);
    if (wordLabels != null) {
      InputFiles.checkReadable("Word label file", wordLabels);
    }
    if (output != null) {
      prepare(output);
    }
  }

  /** Finds out before the work whether its results can be written. */
  private static void prepare(Path directory) {
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new CommandFailure("Output '" + directory + "' is a file. Name a directory.");
    }
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new CommandFailure(
          "Output '" + directory + "' cannot be made. Choose another directory.", e);
    }
    if (!Files.isWritable(directory)) {
      throw new CommandFailure(
          "Output '" + directory + "' may not be written to. Choose another directory.");
    }
  }

  EvaluationSettings settings(long seed) {
    return EvaluationSettings.defaults()
        .withRemovals(removals.stream().map(RemovalName::removal).toList())
        .withSeed(seed)
        .withLimitTexts(limitTexts)
        .withLimitTokens(limitTokens)
        .withBeamWidth(beamWidth)
        .withReference(reference.toString());
  }

  List<Explainer> explainers(SafrModel model, InspectorOnDemand inspector, long seed) {
    ExplainerSettings settings =
        new ExplainerSettings(model, inspector, seed, randomDraws, samples, gradientSteps);
    return (explainers == null ? USUAL : explainers)
        .stream().distinct().flatMap(choice -> choice.make(settings).stream()).toList();
  }

  /** How many texts neurons are taken away from. */
  int neuronTexts() {
    return neuronTexts;
  }

  Optional<Path> wordLabels() {
    return Optional.ofNullable(wordLabels);
  }

  Optional<Path> output() {
    return Optional.ofNullable(output);
  }

  /** What else decides the figures, for the files of results. */
  Map<String, Object> told() {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("randomDraws", randomDraws);
    told.put("limeSamples", samples);
    told.put("gradientSteps", gradientSteps);
    return told;
  }
}
