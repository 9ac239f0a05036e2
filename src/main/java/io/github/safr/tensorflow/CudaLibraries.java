package io.github.safr.tensorflow;

import java.io.File;
import java.io.IOException;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The libraries of CUDA 12.3 and cuDNN 8.9 that TensorFlow wants for a graphics card. It opens them
 * by name when it looks for cards: those that are installed on the machine, unless the jar of
 * {@code -Pcuda} is on the class path.
 *
 * <p>Those of the jar are opened here, by path, before TensorFlow looks. The system's loader takes
 * a library that is open already for the one of that name, so TensorFlow gets these without a
 * search path, which a running process cannot change any more. What they need of each other, and
 * what cuDNN opens later, they find beside themselves. TensorFlow's Java binding would do the same,
 * but by names of CUDA 11: of those below it finds cuDNN alone.
 */
final class CudaLibraries {

  /** Names by which TensorFlow opens them, those that others need first. */
  static final List<String> NAMES =
      List.of(
          "libcudart.so.12",
          "libcublasLt.so.12",
          "libcublas.so.12",
          "libcufft.so.11",
          "libcusparse.so.12",
          "libcusolver.so.11",
          "libcudnn.so.8");

  private static final Logger LOG = LoggerFactory.getLogger(CudaLibraries.class);

  private CudaLibraries() {}

  /**
   * Unpacks and opens the libraries of the jar, if there is one. What cannot be opened is logged;
   * TensorFlow then does without a card, as if it were not installed.
   */
  static void openBundled() {
    try {
      File[] folders = Loader.cacheResources("/org/bytedeco/cuda/" + Loader.getPlatform());
      if (folders != null) {
        for (File folder : folders) {
          openAll(folder);
        }
      }
    } catch (IOException e) {
      LOG.warn(
          "CUDA's libraries could not be unpacked to JavaCPP's cache ({}). Make room (3.1 GB), or"
              + " name another folder with -Dorg.bytedeco.javacpp.cachedir.",
          e.getMessage());
    }
  }

  /** Opens those that are in a folder: other artifacts of CUDA have a folder of the same name. */
  static void openAll(File folder) {
    for (String name : NAMES) {
      File library = new File(folder, name);
      if (library.isFile()) {
        DynamicLibraries.open(library.getPath())
            .ifPresentOrElse(
                problem -> LOG.warn("{} of the class path cannot be used: {}", name, problem),
                () -> LOG.debug("Opened {}", library));
      }
    }
  }
}
