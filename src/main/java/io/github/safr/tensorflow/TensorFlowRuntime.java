package io.github.safr.tensorflow;

import java.io.File;
import java.io.IOException;
import java.util.Map;
import org.bytedeco.javacpp.Loader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepares TensorFlow's native library before its first use: once a JVM, offline, from the jar that
 * the build put on the class path.
 *
 * <p>TensorFlow reads most of its settings from the environment when its library loads, and a JVM
 * cannot set its own environment; {@link NativeEnvironment} does. A variable that the user has set
 * always wins.
 */
public final class TensorFlowRuntime {

  private static final Logger LOG = LoggerFactory.getLogger(TensorFlowRuntime.class);

  private static final String LIBRARY_PATH = "TENSORFLOW_LIBRARY_PATH";

  private static boolean verbose;
  private static boolean loaded;

  private TensorFlowRuntime() {}

  /**
   * Whether TensorFlow's own messages go to standard error. Takes effect only before {@link #load}.
   */
  public static synchronized void setVerbose(boolean wanted) {
    verbose = wanted;
  }

  /** Loads the library with automatic choice of device; does nothing if it is loaded already. */
  public static void load() {
    load(Map.of());
  }

  /**
   * Loads the library, unless it is loaded already.
   *
   * @param environment variables to set for it, such as {@code CUDA_VISIBLE_DEVICES}
   * @return whether it was loaded by this call, and so saw the variables
   * @throws IllegalStateException if the natives for this platform are not on the class path
   */
  public static synchronized boolean load(Map<String, String> environment) {
    if (loaded) {
      return false;
    }
    // JavaCPP's accounting takes a global lock on every deallocation; arenas are closed explicitly.
    setIfAbsent("org.bytedeco.javacpp.maxBytes", "0");
    setIfAbsent("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    // DJL would ask a cloud provider's metadata address where it runs.
    setIfAbsent("OPT_OUT_TRACKING", "true");

    NativeEnvironment.setIfAbsent("TF_CPP_MIN_LOG_LEVEL", verbose ? "0" : "3");
    NativeEnvironment.setIfAbsent("TF_FORCE_GPU_ALLOW_GROWTH", "true");
    environment.forEach(NativeEnvironment::setIfAbsent);

    // With a path DJL looks no further; without one it would look on the network.
    if (System.getenv(LIBRARY_PATH) == null && System.getProperty(LIBRARY_PATH) == null) {
      System.setProperty(LIBRARY_PATH, extractNatives().getPath());
    }
    loaded = true;
    return true;
  }

  private static void setIfAbsent(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  private static File extractNatives() {
    String[] platforms = {Loader.getPlatform() + "-gpu", Loader.getPlatform()};
    for (String platform : platforms) {
      try {
        File[] folders = Loader.cacheResources("/org/tensorflow/internal/c_api/" + platform);
        if (folders != null && folders.length > 0 && folders[0].isDirectory()) {
          LOG.debug("TensorFlow natives for {}", platform);
          return folders[0];
        }
      } catch (IOException e) {
        throw new IllegalStateException(
            "TensorFlow's natives could not be unpacked to JavaCPP's cache ("
                + e.getMessage()
                + "). Make room, or name another folder with -Dorg.bytedeco.javacpp.cachedir.",
            e);
      }
    }
    throw new IllegalStateException(
        "No TensorFlow natives for "
            + Loader.getPlatform()
            + " on the class path. Add org.tensorflow:tensorflow-core-native with the classifier "
            + Loader.getPlatform()
            + ".");
  }
}
