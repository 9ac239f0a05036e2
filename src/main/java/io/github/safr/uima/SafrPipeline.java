package io.github.safr.uima;

import java.util.ArrayList;
import java.util.List;
import org.apache.uima.analysis_component.AnalysisComponent;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.fit.factory.AggregateBuilder;
import org.apache.uima.fit.factory.AnalysisEngineFactory;
import org.apache.uima.fit.factory.ExternalResourceFactory;
import org.apache.uima.resource.ExternalResourceDescription;
import org.apache.uima.resource.ResourceInitializationException;

/**
 * The engines put together: segmenter, classifier and explainer on one model.
 *
 * <pre>{@code
 * AnalysisEngineDescription pipeline =
 *     SafrPipeline.withModel("en-sentiment").unitType("Document").device("cpu").description();
 * }</pre>
 *
 * <p>For more than this says, put the engines together yourself; there is nothing else to it.
 */
public final class SafrPipeline {

  private final String model;
  private final List<Object> segmenter = new ArrayList<>();
  private final List<Object> classifier = new ArrayList<>();
  private final List<Object> explainer = new ArrayList<>();
  private String device = "auto";
  private String unitType;
  private boolean segments = true;
  private boolean explains = true;

  private SafrPipeline(String model) {
    this.model = model;
  }

  /**
   * Sentences, tokens, classifications of sentences, and their explanations.
   *
   * @param model name of a bundled model, or path of a model directory
   */
  public static AnalysisEngineDescription description(String model)
      throws ResourceInitializationException {
    return withModel(model).description();
  }

  /**
   * Starts to describe a pipeline.
   *
   * @param model name of a bundled model, or path of a model directory
   */
  public static SafrPipeline withModel(String model) {
    return new SafrPipeline(model);
  }

  /** Runs the model on {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:N}. */
  public SafrPipeline device(String name) {
    device = name;
    return this;
  }

  /** Takes the text to be in this language, whatever the CAS says. */
  public SafrPipeline language(String code) {
    set(segmenter, OpenNlpSegmenter.PARAM_LANGUAGE, code);
    return this;
  }

  /** Classifies annotations of this type, or with {@code Document} the document as a whole. */
  public SafrPipeline unitType(String name) {
    unitType = name;
    return this;
  }

  /**
   * Leaves sentences and tokens to an engine that comes before; its tokens are of this type. What
   * is classified is then the document as a whole, unless {@link #unitType} says otherwise.
   */
  public SafrPipeline withTokensOf(String tokenType) {
    segments = false;
    set(classifier, SafrClassifier.PARAM_TOKEN_TYPE, tokenType);
    set(explainer, SafrExplainer.PARAM_TOKEN_TYPE, tokenType);
    return this;
  }

  /** Sets parameters of the explainer: names, each followed by its value. */
  public SafrPipeline explaining(Object... parameters) {
    explainer.addAll(List.of(parameters));
    return this;
  }

  /** Classifies only. */
  public SafrPipeline withoutExplanations() {
    explains = false;
    return this;
  }

  /** The aggregate, ready for uimaFIT or to be written as XML. */
  public AnalysisEngineDescription description() throws ResourceInitializationException {
    ExternalResourceDescription shared =
        ExternalResourceFactory.createResourceDescription(
            SafrModelResource.class,
            SafrModelResource.PARAM_MODEL_LOCATION,
            model,
            SafrModelResource.PARAM_DEVICE,
            device);
    AggregateBuilder aggregate = new AggregateBuilder();
    if (segments) {
      aggregate.add("segmenter", engine(OpenNlpSegmenter.class, segmenter));
    }
    List<Object> classifying = bound(classifier, shared);
    if (unitType != null || !segments) {
      set(
          classifying,
          SafrClassifier.PARAM_UNIT_TYPE,
          unitType == null ? AnnotationTypes.DOCUMENT : unitType);
    }
    aggregate.add("classifier", engine(SafrClassifier.class, classifying));
    if (explains) {
      aggregate.add("explainer", engine(SafrExplainer.class, bound(explainer, shared)));
    }
    return aggregate.createAggregateDescription();
  }

  private static AnalysisEngineDescription engine(
      Class<? extends AnalysisComponent> type, List<Object> parameters)
      throws ResourceInitializationException {
    return AnalysisEngineFactory.createEngineDescription(type, parameters.toArray());
  }

  private static List<Object> bound(List<Object> parameters, ExternalResourceDescription model) {
    List<Object> all = new ArrayList<>(parameters);
    set(all, ModelEngine.RES_MODEL, model);
    return all;
  }

  private static void set(List<Object> parameters, String name, Object value) {
    parameters.add(name);
    parameters.add(value);
  }
}
