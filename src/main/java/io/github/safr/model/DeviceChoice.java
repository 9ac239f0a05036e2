package io.github.safr.model;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a model is asked to run.
 *
 * @param kind automatic, on the processor, or on a graphics card
 * @param index which card, from 0; meaningful for {@link Kind#GPU} only
 */
public record DeviceChoice(Kind kind, int index) {

  /** A GPU if one works, else the CPU. */
  public static final DeviceChoice AUTO = new DeviceChoice(Kind.AUTO, 0);

  /** The CPU, whatever else there is. */
  public static final DeviceChoice CPU = new DeviceChoice(Kind.CPU, 0);

  private static final Pattern GPU = Pattern.compile("gpu(?::(\\d{1,3}))?");

  /** The three answers to "where?". */
  public enum Kind {
    AUTO,
    CPU,
    GPU
  }

  /**
   * Reads {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:N}.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static DeviceChoice parse(String text) {
    String name = text.strip().toLowerCase(Locale.ROOT);
    if (name.equals("auto")) {
      return AUTO;
    }
    if (name.equals("cpu")) {
      return CPU;
    }
    Matcher gpu = GPU.matcher(name);
    if (gpu.matches()) {
      return new DeviceChoice(Kind.GPU, gpu.group(1) == null ? 0 : Integer.parseInt(gpu.group(1)));
    }
    throw new IllegalArgumentException(
        "Unknown device '" + text + "'. Use auto, cpu, gpu or gpu:N (N from 0).");
  }

  @Override
  public String toString() {
    return switch (kind) {
      case AUTO -> "auto";
      case CPU -> "cpu";
      case GPU -> "gpu:" + index;
    };
  }
}
