package io.github.safr.tensorflow;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets variables of this process's environment, which native libraries read and Java does not. */
final class NativeEnvironment {

  private static final Logger LOG = LoggerFactory.getLogger(NativeEnvironment.class);

  private NativeEnvironment() {}

  /** Sets a variable that is not set yet. A failure costs a setting, not the run. */
  static void setIfAbsent(String name, String value) {
    if (System.getenv(name) != null) {
      return;
    }
    try {
      if (Platform.isWindows()) {
        function("msvcrt", "_putenv_s").invokeInt(new Object[] {name, value});
      } else {
        function(Platform.C_LIBRARY_NAME, "setenv").invokeInt(new Object[] {name, value, 0});
      }
    } catch (LinkageError e) {
      LOG.debug("Environment variable {} could not be set: {}", name, e.getMessage());
    }
  }

  private static Function function(String library, String name) {
    return NativeLibrary.getInstance(library).getFunction(name);
  }
}
