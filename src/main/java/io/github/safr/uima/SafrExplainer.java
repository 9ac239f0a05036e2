package io.github.safr.uima;

import io.github.safr.failure.UimaFailures;
import io.github.safr.model.Explanation;
import io.github.safr.model.Prediction;
import io.github.safr.type.Classification;
import io.github.safr.type.ImportantToken;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.uima.UimaContext;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.fit.descriptor.LanguageCapability;
import org.apache.uima.fit.descriptor.OperationalProperties;
import org.apache.uima.fit.descriptor.ResourceMetaData;
import org.apache.uima.fit.descriptor.TypeCapability;
import org.apache.uima.jcas.JCas;
import org.apache.uima.resource.ResourceInitializationException;

/**
 * Says why units of text were classified as they were: adds {@link
 * io.github.safr.type.ImportantToken}, {@link io.github.safr.type.CorrelatedTokens} and {@link
 * io.github.safr.type.NeuronAllocation} to the {@link Classification}s of its model.
 *
 * <p>Explanations come from the forward pass of the {@link SafrClassifier} in the same pipeline.
 * Classifications made elsewhere, such as those read from a file, are explained in a pass of their
 * own, all of a document together.
 */
@ResourceMetaData(
    name = "SAFR Explainer",
    description = "Adds to classifications the tokens, pairs of tokens and neurons behind them.",
    version = Release.VERSION,
    vendor = Release.VENDOR)
@TypeCapability(
    inputs = {AnnotationTypes.CLASSIFICATION, AnnotationTypes.TOKEN},
    outputs = {
      AnnotationTypes.IMPORTANT_TOKEN,
      AnnotationTypes.CORRELATED_TOKENS,
      AnnotationTypes.NEURON_ALLOCATION
    })
@LanguageCapability(AnnotationTypes.ANY_LANGUAGE)
@OperationalProperties(multipleDeploymentAllowed = true, modifiesCas = true)
public final class SafrExplainer extends ModelEngine {

  /** The labels whose classifications to explain. Default: all. */
  public static final String PARAM_LABELS = "labels";

  @ConfigurationParameter(
      name = PARAM_LABELS,
      mandatory = false,
      description = "The labels whose classifications to explain. Default: all.")
  private Set<String> labels = Set.of();

  /** Only classifications with at most this confidence are explained, in [0, 1]. Default: 1. */
  public static final String PARAM_MAX_CONFIDENCE = "maxConfidence";

  @ConfigurationParameter(
      name = PARAM_MAX_CONFIDENCE,
      description = "Only classifications with at most this confidence are explained, in [0, 1].",
      defaultValue = "1.0")
  private double maxConfidence;

  /**
   * How many tokens of a classification to annotate as important, the most important first; 0 for
   * all. The same tokens get their neurons annotated. Default: 10.
   */
  public static final String PARAM_MAX_IMPORTANT_TOKENS = "maxImportantTokens";

  @ConfigurationParameter(
      name = PARAM_MAX_IMPORTANT_TOKENS,
      description =
          "How many tokens of a classification to annotate, with their neurons, the most important"
              + " first; 0 for all.",
      defaultValue = "10")
  private int maxImportantTokens;

  /**
   * How many pairs of tokens of a classification to annotate, those with the highest scores first;
   * 0 for all that the model gives. Default: 5.
   */
  public static final String PARAM_MAX_PAIRS = "maxPairs";

  @ConfigurationParameter(
      name = PARAM_MAX_PAIRS,
      description =
          "How many pairs of tokens of a classification to annotate, best first; 0 for all that the"
              + " model gives (up to 16 a window, none with a score of 0 or less).",
      defaultValue = "5")
  private int maxPairs;

  /**
   * How many neurons of a token to name, those that matter most first; 0 for all that the model
   * gives. Default: 8.
   */
  public static final String PARAM_MAX_NEURONS = "maxNeurons";

  @ConfigurationParameter(
      name = PARAM_MAX_NEURONS,
      description =
          "How many neurons of a token to name, those that matter most first; 0 for all that the model"
              + " gives (up to 8).",
      defaultValue = "8")
  private int maxNeurons;

  private ExplanationWriter writer;
  private HandOver.Subject subject;
  private final AtomicBoolean joined = new AtomicBoolean();

  @Override
  public void initialize(UimaContext context) throws ResourceInitializationException {
    super.initialize(context);
    writer = new ExplanationWriter(maxImportantTokens, maxPairs, maxNeurons);
    subject = subject();
    handOver().join(subject);
    joined.set(true);
  }

  @Override
  void configure(Parameters parameters) throws ResourceInitializationException {
    labels = parameters.strings(PARAM_LABELS);
    maxConfidence = parameters.number(PARAM_MAX_CONFIDENCE, 1.0);
    maxImportantTokens = parameters.integer(PARAM_MAX_IMPORTANT_TOKENS, 10);
    maxPairs = parameters.integer(PARAM_MAX_PAIRS, 5);
    maxNeurons = parameters.integer(PARAM_MAX_NEURONS, 8);
    if (!(maxConfidence >= 0 && maxConfidence <= 1)) {
      throw UimaFailures.atStart(
          "Parameter '" + PARAM_MAX_CONFIDENCE + "' is " + maxConfidence + ", not in [0, 1].",
          null);
    }
    checkCount(PARAM_MAX_IMPORTANT_TOKENS, maxImportantTokens);
    checkCount(PARAM_MAX_PAIRS, maxPairs);
    checkCount(PARAM_MAX_NEURONS, maxNeurons);
  }

  private static void checkCount(String parameter, int value)
      throws ResourceInitializationException {
    if (value < 0) {
      throw UimaFailures.atStart(
          "Parameter '" + parameter + "' is " + value + ". Use 0 for all, or a positive number.",
          null);
    }
  }

  @Override
  public void destroy() {
    // A thread that is still in the middle of a document is to be told that the model is closed.
    if (joined.getAndSet(false)) {
      handOver().leave(subject);
    }
    super.destroy();
  }

  @Override
  public void process(JCas jcas) throws AnalysisEngineProcessException {
    List<Classification> ours =
        jcas.select(Classification.class)
            .filter(classification -> subject.model().equals(classification.getModel()))
            .toList();
    Set<Classification> explained = new HashSet<>();
    jcas.select(ImportantToken.class).forEach(token -> explained.add(token.getClassification()));
    List<Unit<Classification>> unexplained = new ArrayList<>();
    for (Unit<Classification> unit : Unit.of(jcas, ours, tokenType(jcas))) {
      // Taken in any case: an explanation that nobody asks for is not to wait for the collector.
      Optional<Explanation> explanation = handOver().take(subject, unit.annotation());
      if (explained.contains(unit.annotation()) || !isAskedFor(unit.annotation())) {
        continue;
      }
      if (explanation.isPresent() && explanation.get().size() == unit.tokens().size()) {
        writer.write(jcas, unit, explanation.get());
      } else {
        unexplained.add(unit);
      }
    }
    if (!unexplained.isEmpty()) {
      explain(jcas, unexplained);
    }
  }

  private boolean isAskedFor(Classification classification) {
    return classification.getConfidence() <= maxConfidence
        && (labels.isEmpty() || labels.contains(classification.getLabel()));
  }

  private void explain(JCas jcas, List<Unit<Classification>> units)
      throws AnalysisEngineProcessException {
    List<Prediction> predictions = ask(model()::explain, units);
    for (int i = 0; i < units.size(); i++) {
      Prediction prediction = predictions.get(i);
      String label = units.get(i).annotation().getLabel();
      // A label that somebody else has set is not ours to give reasons for.
      if (label == null || label.equals(prediction.label())) {
        writer.write(jcas, units.get(i), prediction.explanation().orElseThrow());
      }
    }
  }
}
