package io.github.safr.tensorflow;

import com.sun.jna.NativeLibrary;
import com.sun.jna.ptr.IntByReference;
import java.nio.file.Files;
import java.nio.file.Path;

/** NVIDIA's driver on this machine, asked without TensorFlow. */
final class NvidiaDriver {

  /** Its library, which comes with the driver and with nothing else. */
  static final String LIBRARY = "libcuda.so.1";

  private static final Path KERNEL_MODULE = Path.of("/proc/driver/nvidia/version");

  private NvidiaDriver() {}

  /** Whether the kernel has it loaded. Its library may be missing all the same, in a container. */
  static boolean isInKernel() {
    return Files.exists(KERNEL_MODULE);
  }

  /**
   * What it answers when it is started, which may be done any number of times.
   *
   * @return 0, or the number of CUDA's error
   */
  static int start() {
    return NativeLibrary.getInstance(LIBRARY).getFunction("cuInit").invokeInt(new Object[] {0});
  }

  /** The latest version of CUDA that it knows, as {@code 12.3}; works without a card. */
  static String cudaVersion() {
    IntByReference version = new IntByReference();
    NativeLibrary.getInstance(LIBRARY)
        .getFunction("cuDriverGetVersion")
        .invokeInt(new Object[] {version});
    return version.getValue() / 1000 + "." + version.getValue() % 1000 / 10;
  }
}
