package io.github.safr.examples.spark;

import io.github.safr.uima.SafrExplainer;
import io.github.safr.uima.SafrPipeline;
import java.io.Serializable;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.resource.ResourceInitializationException;

/**
 * What is done with every text. Spark carries it to the executors.
 *
 * @param model name of a bundled model, or path of a model directory on every machine
 * @param modelId name and version of that model on the machine that started the run
 * @param device where it runs: {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:N}
 * @param unit what gets a decision
 * @param language ISO 639-1 code of the texts' language
 * @param maxWords important words of a unit; 0 for all
 * @param maxPairs pairs of words of a unit; 0 for all that the model gives
 * @param maxNeurons neurons of a word; 0 for all that the model gives
 * @param maxCharacters the longest text that is annotated, in UTF-16 code units
 */
record AnnotationSettings(
    String model,
    String modelId,
    String device,
    Unit unit,
    String language,
    int maxWords,
    int maxPairs,
    int maxNeurons,
    int maxCharacters)
    implements Serializable {

  /** The same on another device. */
  AnnotationSettings on(String otherDevice) {
    return new AnnotationSettings(
        model, modelId, otherDevice, unit, language, maxWords, maxPairs, maxNeurons, maxCharacters);
  }

  /** The pipeline that does it. */
  AnalysisEngineDescription pipeline() throws ResourceInitializationException {
    return SafrPipeline.withModel(model)
        .device(device)
        .language(language)
        .unitType(unit.type())
        .explaining(
            SafrExplainer.PARAM_MAX_IMPORTANT_TOKENS,
            maxWords,
            SafrExplainer.PARAM_MAX_PAIRS,
            maxPairs,
            SafrExplainer.PARAM_MAX_NEURONS,
            maxNeurons)
        .description();
  }
}
