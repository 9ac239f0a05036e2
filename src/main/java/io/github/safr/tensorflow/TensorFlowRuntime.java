package io.github.safr.tensorflow;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;
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

  /** Variable or property that names the folder of TensorFlow's library, for DJL. */
  static final String LIBRARY_PATH = "TENSORFLOW_LIBRARY_PATH";

  /**
   * Property beside it that names the same folder if we have unpacked the library ourselves: for
   * copies of this class in other class loaders of the JVM, as PEARs have them.
   */
  private static final String UNPACKED = "safr.tensorflow.unpacked";

  /** Java's way into the library, by which DJL knows that one is there. */
  private static final String JNI_LIBRARY = System.mapLibraryName("jnitensorflow");

  /** How names of platforms end whose natives can use graphics cards. */
  private static final String FOR_CARDS = "-gpu";

  /** The most that CUDA takes, 4 GiB. */
  private static final String KERNEL_CACHE_BYTES = Long.toString(4L << 30);

  private static boolean verbose;

  /** Which library is loaded; null as long as none is. */
  private static @Nullable Natives loaded;

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
   * @throws IllegalStateException if the natives for this platform are neither on the class path
   *     nor where the user says
   */
  public static synchronized boolean load(Map<String, String> environment) {
    if (loaded != null) {
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

    Natives natives = findNatives();
    if (natives != Natives.PROCESSOR) {
      prepareForCards(environment);
    }
    loaded = natives;
    return true;
  }

  /**
   * Which library is loaded.
   *
   * @throws IllegalStateException if none is loaded yet
   */
  public static synchronized Natives natives() {
    if (loaded == null) {
      throw new IllegalStateException("TensorFlow is not loaded yet. Call load first.");
    }
    return loaded;
  }

  private static Natives findNatives() {
    String environment = System.getenv(LIBRARY_PATH);
    String named = environment == null ? System.getProperty(LIBRARY_PATH) : environment;
    if (named != null && !named.equals(System.getProperty(UNPACKED))) {
      checkThatThereIsOneIn(named);
      return Natives.OWN;
    }
    // With a path DJL looks no further; without one it would look on the network.
    File folder = named == null ? extractNatives() : new File(named);
    System.setProperty(UNPACKED, folder.getPath());
    System.setProperty(LIBRARY_PATH, folder.getPath());
    return folder.getName().endsWith(FOR_CARDS) ? Natives.GRAPHICS_CARD : Natives.PROCESSOR;
  }

  /** Where there is none DJL would look on the network, too. */
  private static void checkThatThereIsOneIn(String path) {
    for (String place : path.split(File.pathSeparator, 0)) {
      File file = new File(place);
      if (new File(file, JNI_LIBRARY).isFile() || (file.isFile() && place.endsWith(JNI_LIBRARY))) {
        return;
      }
    }
    throw new IllegalStateException(
        LIBRARY_PATH
            + " names '"
            + path
            + "', where there is no "
            + JNI_LIBRARY
            + ". Put all files there that are in the folder org/tensorflow/internal/c_api/"
            + Loader.getPlatform()
            + " of org.tensorflow:tensorflow-core-native, or unset it.");
  }

  private static void prepareForCards(Map<String, String> environment) {
    // A card that is newer than TensorFlow's kernels has them compiled when they are first run;
    // the driver keeps the results for later processes, as far as there is room.
    NativeEnvironment.setIfAbsent("CUDA_CACHE_MAXSIZE", KERNEL_CACHE_BYTES);
    String own = System.getenv(GpuDiagnosis.VISIBLE_CARDS);
    String cards = own != null ? own : environment.getOrDefault(GpuDiagnosis.VISIBLE_CARDS, "all");
    // Without a driver, or with all cards hidden, there is nothing to unpack gigabytes for.
    if (!GpuDiagnosis.hidesAll(cards) && DynamicLibraries.open(NvidiaDriver.LIBRARY).isEmpty()) {
      CudaLibraries.openBundled();
    }
  }

  private static void setIfAbsent(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  private static File extractNatives() {
    for (String platform : List.of(Loader.getPlatform() + FOR_CARDS, Loader.getPlatform())) {
      try {
        String place = "/org/tensorflow/internal/c_api/" + platform;
        Optional<File> folder =
            cached(place)
                .filter(File::isDirectory)
                // Jars without entries for folders: JavaCPP unpacks what else it needs by name.
                .or(() -> cached(place + "/" + JNI_LIBRARY).map(File::getParentFile));
        if (folder.isPresent()) {
          LOG.debug("TensorFlow natives for {}", platform);
          return folder.get();
        }
      } catch (UncheckedIOException e) {
        throw new IllegalStateException(
            "TensorFlow's natives could not be unpacked to JavaCPP's cache ("
                + Objects.requireNonNullElse(e.getCause(), e).getMessage()
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

  /** A file or folder of the class path, unpacked unless it is already. */
  private static Optional<File> cached(String resource) {
    try {
      File[] files = Loader.cacheResources(resource);
      return files == null ? Optional.empty() : Arrays.stream(files).findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
