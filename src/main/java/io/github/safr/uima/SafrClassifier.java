package io.github.safr.uima;

import io.github.safr.failure.UimaFailures;
import io.github.safr.model.Prediction;
import io.github.safr.model.SafrModel;
import io.github.safr.type.Classification;
import java.util.List;
import java.util.Optional;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.Type;
import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.fit.descriptor.LanguageCapability;
import org.apache.uima.fit.descriptor.OperationalProperties;
import org.apache.uima.fit.descriptor.ResourceMetaData;
import org.apache.uima.fit.descriptor.TypeCapability;
import org.apache.uima.jcas.JCas;
import org.apache.uima.jcas.cas.DoubleArray;
import org.apache.uima.jcas.cas.StringArray;
import org.apache.uima.jcas.tcas.Annotation;
import org.apache.uima.resource.ResourceInitializationException;
import org.jspecify.annotations.Nullable;

/**
 * Adds a {@link Classification} to every unit of text that has at least one token. Units without
 * tokens get none.
 *
 * <p>All units of a document go to the model together. If a {@link SafrExplainer} of the same model
 * and tokens is in the pipeline, the classifier asks for explanations in the same forward pass and
 * leaves them to it.
 */
@ResourceMetaData(
    name = "SAFR Classifier",
    description = "Classifies units of text: sentences, documents, or any annotation.",
    version = Release.VERSION,
    vendor = Release.VENDOR)
@TypeCapability(
    inputs = {AnnotationTypes.SENTENCE, AnnotationTypes.TOKEN},
    outputs = AnnotationTypes.CLASSIFICATION)
@LanguageCapability(AnnotationTypes.ANY_LANGUAGE)
@OperationalProperties(multipleDeploymentAllowed = true, modifiesCas = true)
public final class SafrClassifier extends ModelEngine {

  /**
   * Name of the type of annotation to classify each of, or {@code Document} for the document as a
   * whole. Default: our sentences, which {@link OpenNlpSegmenter} makes.
   */
  public static final String PARAM_UNIT_TYPE = "unitType";

  @ConfigurationParameter(
      name = PARAM_UNIT_TYPE,
      description =
          "Name of the type of annotation to classify each of, or Document for the document as a"
              + " whole.",
      defaultValue = AnnotationTypes.SENTENCE)
  private String unitType;

  /**
   * Language of the text, as an ISO 639-1 code. Default: what the CAS says. A document in a
   * language that the model was not trained on is an error; one that names none is taken as it is.
   */
  public static final String PARAM_LANGUAGE = "language";

  @ConfigurationParameter(
      name = PARAM_LANGUAGE,
      mandatory = false,
      description =
          "Language of the text, which the model must have been trained on. Default: what the CAS"
              + " says.")
  private @Nullable String language;

  @Override
  void configure(Parameters parameters) throws ResourceInitializationException {
    unitType = parameters.string(PARAM_UNIT_TYPE, AnnotationTypes.SENTENCE);
    language = parameters.stringIfSet(PARAM_LANGUAGE);
  }

  @Override
  void check(SafrModel model) throws ResourceInitializationException {
    if (language != null && !Languages.isAmong(language, model.languages())) {
      throw UimaFailures.atStart(notOfTheModel(language), null);
    }
  }

  @Override
  public void process(JCas jcas) throws AnalysisEngineProcessException {
    Optional<String> spoken = Languages.of(jcas, language);
    if (spoken.isPresent() && !Languages.isAmong(spoken.get(), model().languages())) {
      throw UimaFailures.inDocument(notOfTheModel(spoken.get()), null);
    }
    Type type = AnnotationTypes.named(unitType, PARAM_UNIT_TYPE, jcas);
    List<Annotation> annotations = jcas.<Annotation>select(type).toList();
    List<Unit<Annotation>> units = Unit.of(jcas, annotations, tokenType(jcas));
    if (units.isEmpty()) {
      return;
    }
    HandOver.Subject subject = subject();
    List<Prediction> predictions =
        handOver().isWanted(subject) ? ask(model()::explain, units) : ask(model()::classify, units);
    for (int i = 0; i < units.size(); i++) {
      Classification classification = classification(jcas, units.get(i), predictions.get(i));
      predictions
          .get(i)
          .explanation()
          .ifPresent(explanation -> handOver().offer(subject, classification, explanation));
    }
  }

  private String notOfTheModel(String spoken) {
    return "Model '%s' was trained on texts in %s, not in '%s'. Name a model of that language with '%s', or set '%s' to one of the model's to classify these texts all the same."
        .formatted(
            model().id(),
            String.join(", ", model().languages()),
            spoken,
            PARAM_MODEL_LOCATION,
            PARAM_LANGUAGE);
  }

  private Classification classification(JCas jcas, Unit<?> unit, Prediction prediction) {
    Classification classification =
        new Classification(jcas, unit.annotation().getBegin(), unit.annotation().getEnd());
    classification.setLabel(prediction.label());
    classification.setConfidence(prediction.confidence());
    classification.setLabels(StringArray.create(jcas, model().labels().toArray(String[]::new)));
    classification.setProbabilities(DoubleArray.create(jcas, prediction.probabilities()));
    classification.setModel(model().id());
    classification.addToIndexes();
    return classification;
  }
}
