package io.github.safr.uima;

import io.github.safr.failure.UimaFailures;
import io.github.safr.model.DeviceChoice;
import io.github.safr.model.ModelException;
import io.github.safr.model.ModelTrust;
import io.github.safr.model.Prediction;
import io.github.safr.model.SafrModel;
import java.util.List;
import java.util.function.Function;
import org.apache.uima.UimaContext;
import org.apache.uima.analysis_component.JCasAnnotator_ImplBase;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.Type;
import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.fit.descriptor.ExternalResource;
import org.apache.uima.jcas.JCas;
import org.apache.uima.resource.ResourceAccessException;
import org.apache.uima.resource.ResourceInitializationException;
import org.jspecify.annotations.Nullable;

/** An engine with a model: which one it is, the tokens that it reads, and its life. */
abstract class ModelEngine extends JCasAnnotator_ImplBase {

  /**
   * Key of the {@link SafrModelResource} that says which model to use. Optional: {@link
   * #PARAM_MODEL_LOCATION} and {@link #PARAM_DEVICE} say it as well.
   */
  // UIMA looks for unbound keys among files; the colon keeps it from a folder that is named
  // 'model'.
  public static final String RES_MODEL = "safr:model";

  @ExternalResource(
      key = RES_MODEL,
      api = SafrModelResource.class,
      mandatory = false,
      description = "Says which model to use, and where it runs.")
  private SafrModelResource modelResource;

  /**
   * Name of a bundled model, or path of a model directory or its zip archive. Default: what the
   * bound resource says, else {@value SafrModelResource#DEFAULT_MODEL}.
   */
  public static final String PARAM_MODEL_LOCATION = "modelLocation";

  @ConfigurationParameter(
      name = PARAM_MODEL_LOCATION,
      mandatory = false,
      description =
          "Name of a bundled model, or path of a model directory or its zip archive. Default: what the bound resource"
              + " says, else en-sentiment.")
  private String modelLocation;

  /**
   * Where the model runs: {@code cpu}, {@code gpu}, {@code gpu:N} (N from 0), or {@code auto} for a
   * GPU if one works and else the CPU. Default: what the bound resource says, else {@code auto}.
   */
  public static final String PARAM_DEVICE = "device";

  @ConfigurationParameter(
      name = PARAM_DEVICE,
      mandatory = false,
      description =
          "Where the model runs: auto, cpu, gpu or gpu:N. Default: what the bound resource says,"
              + " else auto.")
  private String device;

  /**
   * Path of a public key (Ed25519, in PEM): only models that its owner has signed are let in,
   * bundled ones too. Default: what the bound resource says, else every model that is whole.
   */
  public static final String PARAM_TRUSTED_KEY = "trustedKey";

  @ConfigurationParameter(
      name = PARAM_TRUSTED_KEY,
      mandatory = false,
      description =
          "Path of a public key (Ed25519, in PEM): only models that its owner has signed are let"
              + " in, bundled ones too. Default: what the bound resource says, else every model that"
              + " is whole.")
  private @Nullable String trustedKey;

  /**
   * Name of the type of tokens, any subtype of {@code uima.tcas.Annotation}. Default: ours, which
   * {@link OpenNlpSegmenter} makes.
   */
  public static final String PARAM_TOKEN_TYPE = "tokenType";

  @ConfigurationParameter(
      name = PARAM_TOKEN_TYPE,
      description = "Name of the type of tokens, any annotation.",
      defaultValue = AnnotationTypes.TOKEN)
  private String tokenType;

  private ModelTrust trust;
  private SharedModels.Lease lease;
  private HandOver handOver;

  @Override
  public void initialize(UimaContext context) throws ResourceInitializationException {
    super.initialize(context);
    Parameters parameters = new Parameters(context);
    tokenType = parameters.string(PARAM_TOKEN_TYPE, AnnotationTypes.TOKEN);
    configure(parameters);
    handOver = HandOver.of(context);
    modelResource = boundResource(context);
    modelLocation = parameters.string(PARAM_MODEL_LOCATION, modelResource.modelLocation());
    device = parameters.string(PARAM_DEVICE, modelResource.device());
    trustedKey = parameters.stringIfSet(PARAM_TRUSTED_KEY);
    if (trustedKey == null) {
      trustedKey = modelResource.trustedKey();
    }
    try {
      trust = ModelTrust.of(trustedKey);
      lease = SharedModels.OF_JVM.lease(modelLocation, DeviceChoice.parse(device), trust);
    } catch (ModelException | IllegalArgumentException e) {
      throw UimaFailures.atStart(e.getMessage(), e);
    }
    try {
      check(lease.model());
    } catch (ResourceInitializationException e) {
      // UIMA does not destroy what was never complete.
      destroy();
      throw e;
    }
  }

  /** Throws if the engine cannot work with the model. */
  void check(SafrModel model) throws ResourceInitializationException {}

  /** Reads the engine's own parameters; throws if it cannot work with their values. */
  abstract void configure(Parameters parameters) throws ResourceInitializationException;

  /** What is bound, or a resource that says what is usual. */
  private static SafrModelResource boundResource(UimaContext context)
      throws ResourceInitializationException {
    Object bound;
    try {
      bound = context.getResourceObject(RES_MODEL);
    } catch (ResourceAccessException e) {
      throw UimaFailures.atStart("Resource '" + RES_MODEL + "' cannot be had.", e);
    }
    if (bound == null) {
      return new SafrModelResource();
    }
    if (bound instanceof SafrModelResource resource) {
      return resource;
    }
    throw UimaFailures.atStart(
        "Resource '"
            + RES_MODEL
            + "' is a "
            + bound.getClass().getName()
            + ". Bind a "
            + SafrModelResource.class.getName()
            + ".",
        null);
  }

  @Override
  public void destroy() {
    // Kept: a thread that still asks is to be told that the model is closed.
    if (lease != null) {
      lease.close();
    }
    super.destroy();
  }

  final SafrModel model() {
    return lease.model();
  }

  final Type tokenType(JCas jcas) throws AnalysisEngineProcessException {
    return AnnotationTypes.named(tokenType, PARAM_TOKEN_TYPE, jcas);
  }

  final HandOver handOver() {
    return handOver;
  }

  /** What explanations of this engine's model are of. */
  final HandOver.Subject subject() {
    return new HandOver.Subject(model().id(), trust, tokenType);
  }

  /** Asks the model about all units at once. */
  final List<Prediction> ask(
      Function<List<List<String>>, List<Prediction>> question, List<? extends Unit<?>> units)
      throws AnalysisEngineProcessException {
    try {
      return question.apply(units.stream().map(Unit::texts).toList());
    } catch (RuntimeException e) {
      String reason = e instanceof ModelException ? ": " + e.getMessage() : ".";
      throw UimaFailures.inDocument(
          "Model '"
              + model().id()
              + "' failed on a document of "
              + units.size()
              + " units"
              + reason,
          e);
    }
  }
}
