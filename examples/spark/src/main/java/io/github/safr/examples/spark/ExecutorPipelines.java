package io.github.safr.examples.spark;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.uima.resource.ResourceInitializationException;

/**
 * The pipelines of this JVM that no task is using. They live as long as the JVM, and with them the
 * model that all of them share: a model that went with each task would be loaded thousands of
 * times. There are never more of one kind than tasks have run at once.
 */
final class ExecutorPipelines {

  private static final Map<AnnotationSettings, Queue<UimaPipeline>> IDLE =
      new ConcurrentHashMap<>();

  private ExecutorPipelines() {}

  /** A pipeline for one task. The first of a JVM loads the model; others wait meanwhile. */
  static UimaPipeline take(AnnotationSettings settings) throws ResourceInitializationException {
    UimaPipeline idle = queue(settings).poll();
    return idle != null ? idle : UimaPipeline.create(settings);
  }

  /** Keeps a pipeline for the next task. */
  static void giveBack(AnnotationSettings settings, UimaPipeline pipeline) {
    queue(settings).add(pipeline);
  }

  private static Queue<UimaPipeline> queue(AnnotationSettings settings) {
    return IDLE.computeIfAbsent(settings, key -> new ConcurrentLinkedQueue<>());
  }

  /** How many pipelines wait for a task. */
  static int idle() {
    return IDLE.values().stream().mapToInt(Queue::size).sum();
  }

  /** Closes the pipelines that wait, and the models that nobody else uses. */
  static void closeIdle() {
    for (Queue<UimaPipeline> idle : IDLE.values()) {
      for (UimaPipeline next = idle.poll(); next != null; next = idle.poll()) {
        next.close();
      }
    }
  }
}
