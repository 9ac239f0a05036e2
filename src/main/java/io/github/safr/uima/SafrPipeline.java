package io.github.safr.uima;

import io.github.safr.failure.UimaFailures;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_component.AnalysisComponent;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.analysis_engine.metadata.FixedFlow;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.resource.ResourceManager;
import org.apache.uima.resource.metadata.ConfigurationParameter;
import org.apache.uima.resource.metadata.ResourceMetaData;
import org.apache.uima.util.InvalidXMLException;
import org.apache.uima.util.XMLInputSource;

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

  private static final Set<String> SHARED =
      Set.of(
          ModelEngine.PARAM_MODEL_LOCATION,
          ModelEngine.PARAM_DEVICE,
          ModelEngine.PARAM_TRUSTED_KEY,
          ModelEngine.PARAM_TOKEN_TYPE);

  private final Map<String, Object> segmenter = new LinkedHashMap<>();
  private final Map<String, Object> classifier = new LinkedHashMap<>();
  private final Map<String, Object> explainer = new LinkedHashMap<>();
  private boolean segments = true;
  private boolean explains = true;

  private SafrPipeline(String model) {
    classifier.put(ModelEngine.PARAM_MODEL_LOCATION, model);
    explainer.put(ModelEngine.PARAM_MODEL_LOCATION, model);
  }

  /**
   * Sentences, tokens, classifications of sentences, and their explanations.
   *
   * @param model name of a bundled model, or path of a model directory or its zip archive
   */
  public static AnalysisEngineDescription description(String model)
      throws ResourceInitializationException {
    return withModel(model).description();
  }

  /**
   * Starts to describe a pipeline.
   *
   * @param model name of a bundled model, or path of a model directory or its zip archive
   */
  public static SafrPipeline withModel(String model) {
    return new SafrPipeline(model);
  }

  /** Runs the model on {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:N}. */
  public SafrPipeline device(String name) {
    classifier.put(ModelEngine.PARAM_DEVICE, name);
    explainer.put(ModelEngine.PARAM_DEVICE, name);
    return this;
  }

  /** Lets in only models that the owner of a key has signed: path of the public key, in PEM. */
  public SafrPipeline trusting(String publicKey) {
    classifier.put(ModelEngine.PARAM_TRUSTED_KEY, publicKey);
    explainer.put(ModelEngine.PARAM_TRUSTED_KEY, publicKey);
    return this;
  }

  /** Takes the text to be in this language, whatever the CAS says. */
  public SafrPipeline language(String code) {
    segmenter.put(OpenNlpSegmenter.PARAM_LANGUAGE, code);
    classifier.put(SafrClassifier.PARAM_LANGUAGE, code);
    return this;
  }

  /** Takes documents whose CAS names no language to be in this one; without this in English. */
  public SafrPipeline defaultLanguage(String code) {
    segmenter.put(OpenNlpSegmenter.PARAM_DEFAULT_LANGUAGE, code);
    return this;
  }

  /** Classifies annotations of this type, or with {@code Document} the document as a whole. */
  public SafrPipeline unitType(String name) {
    classifier.put(SafrClassifier.PARAM_UNIT_TYPE, name);
    return this;
  }

  /**
   * Leaves sentences and tokens to an engine that comes before; its tokens are of this type. What
   * is classified is then the document as a whole, unless {@link #unitType} says otherwise.
   */
  public SafrPipeline withTokensOf(String tokenType) {
    segments = false;
    classifier.put(SafrClassifier.PARAM_TOKEN_TYPE, tokenType);
    explainer.put(SafrExplainer.PARAM_TOKEN_TYPE, tokenType);
    return this;
  }

  /**
   * Sets parameters of the explainer: names, each followed by its value.
   *
   * @throws IllegalArgumentException if a name has no value, or is of a parameter that the
   *     explainer shares with the classifier
   */
  public SafrPipeline explaining(Object... parameters) {
    if (parameters.length % 2 != 0) {
      throw new IllegalArgumentException(
          "Parameters are names, each followed by its value; the last of these has none.");
    }
    for (int i = 0; i < parameters.length; i += 2) {
      String name = String.valueOf(parameters[i]);
      if (SHARED.contains(name)) {
        throw new IllegalArgumentException(
            "'%s' is said once for classifier and explainer: to withModel, device, trusting or withTokensOf."
                .formatted(name));
      }
      explainer.put(name, parameters[i + 1]);
    }
    return this;
  }

  /** Classifies only. */
  public SafrPipeline withoutExplanations() {
    explains = false;
    return this;
  }

  /** The aggregate, ready for UIMA or uimaFIT, or to be written as XML. */
  public AnalysisEngineDescription description() throws ResourceInitializationException {
    Map<String, AnalysisEngineDescription> engines = new LinkedHashMap<>();
    if (segments) {
      engines.put("segmenter", engine(OpenNlpSegmenter.class, segmenter));
    }
    Map<String, Object> classifying = new LinkedHashMap<>(classifier);
    if (!segments) {
      classifying.putIfAbsent(SafrClassifier.PARAM_UNIT_TYPE, AnnotationTypes.DOCUMENT);
    }
    engines.put("classifier", engine(SafrClassifier.class, classifying));
    if (explains) {
      engines.put("explainer", engine(SafrExplainer.class, explainer));
    }
    return aggregate(engines);
  }

  private static AnalysisEngineDescription aggregate(
      Map<String, AnalysisEngineDescription> engines) {
    AnalysisEngineDescription aggregate =
        UIMAFramework.getResourceSpecifierFactory().createAnalysisEngineDescription();
    aggregate.setFrameworkImplementation("org.apache.uima.java");
    aggregate.setPrimitive(false);
    aggregate.getDelegateAnalysisEngineSpecifiersWithImports().putAll(engines);
    FixedFlow flow = UIMAFramework.getResourceSpecifierFactory().createFixedFlow();
    flow.setFixedFlow(engines.keySet().toArray(String[]::new));
    var metaData = aggregate.getAnalysisEngineMetaData();
    metaData.setName("SAFR Pipeline");
    metaData.setVersion(Release.VERSION);
    metaData.setVendor(Release.VENDOR);
    metaData.setFlowConstraints(flow);
    metaData.getOperationalProperties().setMultipleDeploymentAllowed(true);
    return aggregate;
  }

  /** An engine as its descriptor describes it, but for some parameters. */
  private static AnalysisEngineDescription engine(
      Class<? extends AnalysisComponent> type, Map<String, Object> parameters)
      throws ResourceInitializationException {
    try {
      AnalysisEngineDescription engine =
          UIMAFramework.getXMLParser()
              .parseAnalysisEngineDescription(
                  new XMLInputSource(type.getResource(type.getSimpleName() + ".xml")));
      // With our own class loader: the one of UIMA need not know our descriptors.
      ResourceManager resources = UIMAFramework.newDefaultResourceManager();
      resources.setExtensionClassLoader(type.getClassLoader(), true);
      engine.resolveImports(resources);
      ResourceMetaData metaData = engine.getMetaData();
      for (Map.Entry<String, Object> parameter : parameters.entrySet()) {
        if (parameter.getValue() != null) {
          set(metaData, parameter.getKey(), parameter.getValue());
        }
      }
      return engine;
    } catch (IOException | InvalidXMLException e) {
      throw new ResourceInitializationException(e);
    }
  }

  private static void set(ResourceMetaData metaData, String name, Object value)
      throws ResourceInitializationException {
    ConfigurationParameter declared =
        metaData.getConfigurationParameterDeclarations().getConfigurationParameter(null, name);
    if (declared == null) {
      throw UimaFailures.atStart(
          "'%s' has no parameter '%s'. Its PARAM_ constants name those that it has."
              .formatted(metaData.getName(), name),
          null);
    }
    metaData.getConfigurationParameterSettings().setParameterValue(name, as(declared, value));
  }

  /** A value in the form that a descriptor has it in: several are an array, numbers have a type. */
  private static Object as(ConfigurationParameter declared, Object value) {
    if (declared.isMultiValued()) {
      if (value instanceof Collection<?> several) {
        return several.stream().map(String::valueOf).toArray(String[]::new);
      }
      return value instanceof String one ? new String[] {one} : value;
    }
    if (ConfigurationParameter.TYPE_DOUBLE.equals(declared.getType())
        && value instanceof Number number) {
      return number.doubleValue();
    }
    return value;
  }
}
