package io.github.safr.model;

import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import io.github.safr.tensorflow.TensorFlowRuntime;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From the device that is asked for to the one that TensorFlow gets. TensorFlow sees the graphics
 * cards that it saw when its library loaded: one JVM uses one of them.
 */
final class Devices {

  private static final Logger LOG = LoggerFactory.getLogger(Devices.class);
  private static final String ENGINE = "TensorFlow";
  private static final String CARDS = "CUDA_VISIBLE_DEVICES";

  /** What the library saw when it loaded. */
  private static DeviceChoice visible;

  private Devices() {}

  /**
   * Loads TensorFlow, if it is not loaded, and finds the device.
   *
   * @return {@link DeviceChoice#CPU}, or a GPU that TensorFlow can use
   * @throws ModelException if TensorFlow cannot be loaded, or a GPU is asked for and there is none
   *     to be had
   */
  static synchronized DeviceChoice resolve(DeviceChoice wanted) {
    if (visible == null) {
      visible = load(wanted);
    }
    if (wanted.kind() == DeviceChoice.Kind.CPU) {
      return DeviceChoice.CPU;
    }
    boolean hasGpu =
        visible.kind() != DeviceChoice.Kind.CPU
            && Engine.getEngine(ENGINE).hasCapability(StandardCapabilities.CUDA);
    if (wanted.kind() == DeviceChoice.Kind.AUTO) {
      DeviceChoice found = hasGpu ? gpuInUse() : DeviceChoice.CPU;
      if (hasGpu) {
        LOG.info("Device auto: using {}", found);
      }
      return found;
    }
    if (!hasGpu) {
      throw new ModelException(
          visible.kind() == DeviceChoice.Kind.CPU
              ? "This JVM began with a model on the CPU and cannot use '"
                  + wanted
                  + "' any more. Load the model for the GPU first, or in a JVM of its own."
              : "TensorFlow finds no GPU it can use for '"
                  + wanted
                  + "'. Build with -Pgpu, check the driver, CUDA 12.3 and cuDNN 8.9, or use device"
                  + " cpu.");
    }
    if (!wanted.equals(gpuInUse())) {
      throw new ModelException(
          "This JVM already uses "
              + gpuInUse()
              + " and cannot use "
              + wanted
              + " too. Use one JVM for each GPU.");
    }
    return wanted;
  }

  private static DeviceChoice load(DeviceChoice wanted) {
    Map<String, String> environment =
        switch (wanted.kind()) {
          case AUTO -> Map.of();
          case CPU -> Map.of(CARDS, "-1");
          case GPU -> Map.of(CARDS, Integer.toString(wanted.index()));
        };
    try {
      boolean applied = TensorFlowRuntime.load(environment) && System.getenv(CARDS) == null;
      return applied ? wanted : DeviceChoice.AUTO;
    } catch (IllegalStateException | LinkageError e) {
      throw new ModelException("TensorFlow cannot be loaded. " + e.getMessage(), e);
    }
  }

  private static DeviceChoice gpuInUse() {
    return visible.kind() == DeviceChoice.Kind.GPU
        ? visible
        : new DeviceChoice(DeviceChoice.Kind.GPU, 0);
  }
}
