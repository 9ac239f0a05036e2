package io.github.safr.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Times of several contenders, taken in turns: each round runs every one of them once, and each
 * begins with another one, so that neither a busy hour of the machine nor a neighbour that leaves
 * full caches is always the same one's luck. The first rounds only warm up.
 */
final class Rounds {

  private final BenchmarkProgress progress;
  private final int warmUps;
  private final int rounds;

  Rounds(BenchmarkProgress progress, int warmUps, int rounds) {
    this.progress = progress;
    this.warmUps = warmUps;
    this.rounds = rounds;
  }

  /**
   * Makes contenders, measures and closes them. One that fails takes part no more, and says why.
   *
   * @throws InterruptedException if the thread is interrupted
   */
  Map<String, Timing> measure(String part, Map<String, Contender.Maker> makers)
      throws InterruptedException {
    Map<String, Timing> timings = new LinkedHashMap<>();
    makers.keySet().forEach(name -> timings.put(name, Timing.failed("")));
    Map<String, Contender> contenders = new LinkedHashMap<>();
    Map<String, List<Double>> seconds = new LinkedHashMap<>();
    progress.begin(part, makers.size() * (warmUps + rounds));
    try {
      makers.forEach(
          (name, maker) -> attempt(name, timings, () -> contenders.put(name, maker.make())));
      List<String> order = new ArrayList<>(contenders.keySet());
      for (int round = -warmUps; round < rounds; round++) {
        for (String name : order) {
          if (Thread.interrupted()) {
            throw new InterruptedException();
          }
          Contender contender = contenders.get(name);
          if (contender == null) {
            continue;
          }
          progress.step(name);
          boolean counts = round >= 0;
          boolean done =
              attempt(
                  name,
                  timings,
                  () -> {
                    long begin = System.nanoTime();
                    contender.run();
                    double time = (System.nanoTime() - begin) / 1e9;
                    if (counts) {
                      seconds.computeIfAbsent(name, key -> new ArrayList<>()).add(time);
                    }
                  });
          if (!done) {
            close(name, contenders.remove(name));
          }
        }
        Collections.rotate(order, -1);
      }
    } finally {
      contenders.forEach(
          (name, contender) -> {
            double[] times =
                seconds.getOrDefault(name, List.of()).stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            timings.put(name, new Timing(contender.sentences(), times, null));
            close(name, contender);
          });
    }
    return timings;
  }

  private interface Attempt {
    void run() throws Exception;
  }

  private boolean attempt(String name, Map<String, Timing> timings, Attempt attempt) {
    try {
      attempt.run();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    } catch (Exception | LinkageError e) {
      // A library that is not on the class path shows as a LinkageError.
      progress.failed(name, e);
      timings.put(name, Timing.failed(reason(e)));
      return false;
    }
  }

  private static String reason(Throwable failure) {
    return failure instanceof LinkageError
        ? "A library is missing or does not fit: " + failure
        : failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }

  private void close(String name, @Nullable Contender contender) {
    try {
      if (contender != null) {
        contender.close();
      }
    } catch (RuntimeException e) {
      // Its figures are good, and nothing else uses it.
      progress.failed(name + " cannot be closed", e);
    }
  }
}
