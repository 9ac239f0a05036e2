package io.github.safr.model;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.tensorflow.engine.TfEngineProvider;
import io.github.safr.tensorflow.Natives;
import io.github.safr.tensorflow.TensorFlowRuntime;

/** DJL's TensorFlow engine, as our own class loader has it. */
final class TensorFlowEngine {

  /** DJL's name for it. */
  static final String NAME = "TensorFlow";

  private TensorFlowEngine() {}

  /**
   * The engine, started if it is not yet, which takes hold of the cards that it sees. To be called
   * before anything else of DJL is, and after {@link TensorFlowRuntime#load}.
   *
   * @throws ModelException if TensorFlow does not start
   */
  static synchronized Engine start() {
    Thread thread = Thread.currentThread();
    ClassLoader context = thread.getContextClassLoader();
    // DJL looks for engines where the thread says. In a PEAR that is the application, which has no
    // DJL, or another one.
    thread.setContextClassLoader(TensorFlowEngine.class.getClassLoader());
    try {
      // Jars that were merged without their lists of services do not name it.
      Engine.registerEngine(new TfEngineProvider());
      return Engine.getEngine(NAME);
    } catch (EngineException | LinkageError e) {
      // Once a card's driver is started, cards cannot be hidden any more: this JVM cannot go on.
      throw new ModelException("TensorFlow does not start" + reason(e), e);
    } finally {
      thread.setContextClassLoader(context);
    }
  }

  private static String reason(Throwable problem) {
    String unlinked = null;
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnsatisfiedLinkError) {
        unlinked = cause.getMessage();
      }
    }
    if (unlinked != null) {
      return ", because its library cannot be loaded ("
          + unlinked
          + "). It needs glibc, and all files of its jar in one folder.";
    }
    String known = problem.getCause() == null ? "" : " (" + problem.getCause().getMessage() + ")";
    return TensorFlowRuntime.natives() == Natives.PROCESSOR
        ? known + "."
        : known
            + ". See whether nvidia-smi shows a card that works and is free, or use device cpu.";
  }
}
