package io.github.safr.model;

import ai.djl.engine.StandardCapabilities;
import io.github.safr.tensorflow.GpuDiagnosis;
import io.github.safr.tensorflow.Natives;
import io.github.safr.tensorflow.TensorFlowRuntime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From the device that is asked for to the one that TensorFlow gets. TensorFlow sees the graphics
 * cards that it saw when its library loaded: one JVM uses one of them.
 */
final class Devices {

  private static final Logger LOG = LoggerFactory.getLogger(Devices.class);

  /** What the library saw when it loaded. */
  private static @Nullable DeviceChoice visible;

  /** What is wrong with graphics cards here; null as long as nobody asked. */
  private static @Nullable String diagnosis;

  private static boolean warned;

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
    boolean hasGpu = visible.kind() != DeviceChoice.Kind.CPU && engineHasGpu();
    if (wanted.kind() == DeviceChoice.Kind.AUTO) {
      if (hasGpu) {
        LOG.info("Device auto: using {}", gpuInUse());
        return gpuInUse();
      }
      warnOnce();
      return DeviceChoice.CPU;
    }
    if (!hasGpu) {
      throw new ModelException(
          "There is no GPU for '" + wanted + "': " + whyNoGpu() + ". Or use device cpu.");
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

  private static boolean engineHasGpu() {
    return TensorFlowEngine.start().hasCapability(StandardCapabilities.CUDA);
  }

  /**
   * Why no GPU can be used in this JVM, in one line without a full stop; to be asked only where
   * that is so, and after {@link #resolve}.
   */
  static synchronized String whyNoGpu() {
    if (visible().kind() == DeviceChoice.Kind.CPU
        && TensorFlowRuntime.natives() != Natives.PROCESSOR) {
      return "the first model of this JVM was loaded for the CPU; load the one for the GPU first,"
          + " or in a JVM of its own";
    }
    if (diagnosis == null) {
      diagnosis = GpuDiagnosis.ofThisMachine(visibleCards());
    }
    return diagnosis;
  }

  /**
   * Whoever builds for graphics cards wants to know; on other builds there is nothing to warn of.
   */
  private static void warnOnce() {
    if (!warned && TensorFlowRuntime.natives() == Natives.GRAPHICS_CARD) {
      warned = true;
      LOG.warn("Device auto: using the CPU, because there is no GPU: {}.", whyNoGpu());
    }
  }

  /** What the driver was told of cards: by the user, or else by the first model's device. */
  private static Optional<String> visibleCards() {
    return Optional.ofNullable(System.getenv(GpuDiagnosis.VISIBLE_CARDS))
        .or(
            () ->
                visible().kind() == DeviceChoice.Kind.GPU
                    ? Optional.of(Integer.toString(visible().index()))
                    : Optional.empty());
  }

  private static DeviceChoice load(DeviceChoice wanted) {
    ComputeSettings.settle();
    Map<String, String> environment =
        switch (wanted.kind()) {
          case AUTO -> Map.of();
          case CPU -> Map.of(GpuDiagnosis.VISIBLE_CARDS, "-1");
          case GPU -> Map.of(GpuDiagnosis.VISIBLE_CARDS, Integer.toString(wanted.index()));
        };
    try {
      boolean applied =
          TensorFlowRuntime.load(environment) && System.getenv(GpuDiagnosis.VISIBLE_CARDS) == null;
      return applied ? wanted : DeviceChoice.AUTO;
    } catch (IllegalStateException | LinkageError e) {
      throw new ModelException("TensorFlow cannot be loaded. " + e.getMessage(), e);
    }
  }

  private static DeviceChoice visible() {
    return Objects.requireNonNull(visible, "TensorFlow is not loaded yet");
  }

  private static DeviceChoice gpuInUse() {
    return visible().kind() == DeviceChoice.Kind.GPU
        ? visible()
        : new DeviceChoice(DeviceChoice.Kind.GPU, 0);
  }
}
