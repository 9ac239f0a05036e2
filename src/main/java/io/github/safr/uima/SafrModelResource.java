package io.github.safr.uima;

import io.github.safr.failure.UimaFailures;
import io.github.safr.model.DeviceChoice;
import java.util.Map;
import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.resource.CustomResourceSpecifier;
import org.apache.uima.resource.Parameter;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.resource.ResourceSpecifier;
import org.apache.uima.resource.Resource_ImplBase;
import org.jspecify.annotations.Nullable;

/**
 * Says which model the engines bound to it use, and where it runs.
 *
 * <p>There is one model in a JVM for each location and device, however many resources, engines and
 * threads use it. It is loaded when the first engine starts, and closed when the last one is
 * destroyed: {@code AnalysisEngine.destroy()} is all that a pipeline has to call.
 */
public final class SafrModelResource extends Resource_ImplBase {

  /** The bundled model that is used where none is named. */
  public static final String DEFAULT_MODEL = "en-sentiment";

  /**
   * Name of a bundled model, or path of a model directory or its zip archive. Default: {@value
   * #DEFAULT_MODEL}.
   */
  public static final String PARAM_MODEL_LOCATION = "modelLocation";

  @ConfigurationParameter(
      name = PARAM_MODEL_LOCATION,
      description = "Name of a bundled model, or path of a model directory or its zip archive.",
      defaultValue = DEFAULT_MODEL)
  private String modelLocation = DEFAULT_MODEL;

  /**
   * Where the model runs: {@code cpu}, {@code gpu}, {@code gpu:N} (N from 0), or {@code auto} for a
   * GPU if one works and else the CPU. Default: {@code auto}.
   */
  public static final String PARAM_DEVICE = "device";

  @ConfigurationParameter(
      name = PARAM_DEVICE,
      description = "Where the model runs: auto, cpu, gpu or gpu:N.",
      defaultValue = "auto")
  private String device = "auto";

  /**
   * Path of a public key (Ed25519, in PEM): only models that its owner has signed are let in,
   * bundled ones too. Default: every model that is whole.
   */
  public static final String PARAM_TRUSTED_KEY = "trustedKey";

  @ConfigurationParameter(
      name = PARAM_TRUSTED_KEY,
      mandatory = false,
      description =
          "Path of a public key (Ed25519, in PEM): only models that its owner has signed are let"
              + " in, bundled ones too. Default: every model that is whole.")
  private @Nullable String trustedKey;

  /** What uimaFIT tells every resource, wanted or not. */
  private static final String NAME_BY_UIMAFIT = "__UIMAFIT_RESOURCE_NAME__";

  @Override
  public boolean initialize(ResourceSpecifier specifier, Map<String, Object> parameters)
      throws ResourceInitializationException {
    if (!super.initialize(specifier, parameters)) {
      return false;
    }
    if (specifier instanceof CustomResourceSpecifier custom) {
      for (Parameter parameter : custom.getParameters()) {
        set(parameter.getName(), parameter.getValue());
      }
    }
    try {
      DeviceChoice.parse(device);
    } catch (IllegalArgumentException e) {
      throw UimaFailures.atStart(e.getMessage(), e);
    }
    return true;
  }

  private void set(String parameter, String value) throws ResourceInitializationException {
    if (PARAM_MODEL_LOCATION.equals(parameter)) {
      modelLocation = value;
    } else if (PARAM_DEVICE.equals(parameter)) {
      device = value;
    } else if (PARAM_TRUSTED_KEY.equals(parameter)) {
      trustedKey = value;
    } else if (!NAME_BY_UIMAFIT.equals(parameter)) {
      throw UimaFailures.atStart(
          "SafrModelResource has no parameter '%s'. It has: %s, %s, %s."
              .formatted(parameter, PARAM_MODEL_LOCATION, PARAM_DEVICE, PARAM_TRUSTED_KEY),
          null);
    }
  }

  String modelLocation() {
    return modelLocation;
  }

  String device() {
    return device;
  }

  /** Null if every model that is whole is let in. */
  @Nullable String trustedKey() {
    return trustedKey;
  }
}
