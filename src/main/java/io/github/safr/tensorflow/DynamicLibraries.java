package io.github.safr.tensorflow;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.util.Optional;

/**
 * Opens native libraries of Linux just as TensorFlow opens those for graphics cards: by {@code
 * dlopen}, with all that they need, for as long as the process lives.
 *
 * <p>JNA has a way of its own, but it looks in more places than TensorFlow does, and closes what
 * nobody holds.
 */
final class DynamicLibraries {

  private static final int RTLD_NOW = 2;

  static {
    // The JVM looks its own native methods up when they are first called, which forgets the error
    // that is about to be read. Once all of them have been called, it looks no more.
    if (Platform.isLinux()) {
      openWithJna("libno-such-library.so");
    }
  }

  private DynamicLibraries() {}

  /**
   * Opens a library, or finds it open.
   *
   * @param library its name, for the system to look for, or its path
   * @return why it cannot be opened, as the system says it; empty if it is open now
   */
  static Optional<String> open(String library) {
    if (!Platform.isLinux()) {
      return Optional.of("TensorFlow uses graphics cards on Linux only");
    }
    return openWithJna(library);
  }

  private static Optional<String> openWithJna(String library) {
    NativeLibrary process = NativeLibrary.getProcess();
    Function open = process.getFunction("dlopen");
    Function error = process.getFunction("dlerror");
    if (open.invokePointer(new Object[] {library, RTLD_NOW}) != null) {
      return Optional.empty();
    }
    String reason = error.invokeString(new Object[0], false);
    return Optional.of(reason == null ? "unknown error" : reason);
  }
}
