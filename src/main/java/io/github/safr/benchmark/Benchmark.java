package io.github.safr.benchmark;

import io.github.safr.model.BareEngine;
import io.github.safr.model.SafrModel;
import io.github.safr.tensorflow.TokenBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.uima.UIMAException;

/**
 * Measures a model: bare, through UIMA, as a command, against others that do the same, and against
 * the arithmetic that cannot be saved.
 */
public final class Benchmark implements AutoCloseable {

  /** Makes the contender that annotates a folder of documents as the command line does. */
  @FunctionalInterface
  public interface AnnotateMaker {

    /**
     * Makes it.
     *
     * @param documents folder of documents
     * @param output folder for XMI
     * @param sentences in all of them
     */
    Contender make(Path documents, Path output, int sentences) throws Exception;
  }

  private final Workplace workplace = new Workplace();
  private final Workload work;
  private final BenchmarkProgress progress;

  /**
   * Prepares the text.
   *
   * @param lines texts to measure on
   */
  public Benchmark(BenchmarkSettings settings, List<String> lines, BenchmarkProgress progress)
      throws IOException {
    this.progress = progress;
    work = Workload.prepare(settings, lines, workplace);
  }

  /**
   * Measures everything.
   *
   * @throws InterruptedException if the thread is interrupted
   */
  public BenchmarkReport run(AnnotateMaker annotate)
      throws IOException, UIMAException, InterruptedException {
    BenchmarkSettings settings = work.settings();
    SentenceContenders contenders = new SentenceContenders(work);
    Map<String, Contender.Maker> pipelined = contenders.pipelined(annotate);
    // First, while nobody else's library is in memory.
    new Rounds(progress, 0, 1).measure("memory", pipelined);
    OptionalDouble peak = Memory.processPeak();
    try (SafrModel model = SafrModel.load(settings.model(), settings.device());
        BareEngine engine =
            BareEngine.of(settings.model(), settings.device(), work.corpus().tokens())) {
      Map<String, Contender.Maker> makers = new LinkedHashMap<>(contenders.bare(model, engine));
      makers.putAll(pipelined);
      Map<String, Timing> timings =
          new LinkedHashMap<>(
              new Rounds(progress, settings.sizes().warmUps(), settings.sizes().repetitions())
                  .measure("sentences", makers));
      timings.putAll(new CollectionMeasurement(work, progress).measure());
      return new BenchmarkReport(
          timings,
          paddingShare(engine.batches()),
          peak.isPresent() ? peak.getAsDouble() : null,
          memory(),
          contenders.parity(),
          scaling(model),
          text(),
          Machine.describe(model.deviceDescription(), engine),
          settings);
    }
  }

  private Map<String, List<ScalingPoint>> scaling(SafrModel model) throws InterruptedException {
    Map<String, List<ScalingPoint>> scaling = new LinkedHashMap<>();
    if (work.settings().scaling()) {
      ScalingMeasurement measurement = new ScalingMeasurement(work, progress);
      scaling.put("totalTokens", measurement.totals());
      scaling.put("unitTokens", measurement.lengths(model));
    }
    return scaling;
  }

  /** Padding of all positions in batches. */
  static double paddingShare(List<TokenBatch> batches) {
    long positions = 0;
    long padding = 0;
    for (TokenBatch batch : batches) {
      positions += batch.ids().length;
      padding += Arrays.stream(batch.ids()).filter(id -> id == 0).count();
    }
    return (double) padding / positions;
  }

  private static Map<String, Double> memory() {
    Map<String, Double> memory = new LinkedHashMap<>();
    Memory.processPeak().ifPresent(peak -> memory.put("processPeakWithAllContendersMiB", peak));
    memory.put("heapPeakMiB", Memory.heapPeak());
    return memory;
  }

  private Map<String, Object> text() {
    Map<String, Object> text = new LinkedHashMap<>();
    text.put("linesGiven", work.lines().size());
    text.put("sentences", work.sentences());
    text.put("tokens", work.corpus().tokenCount());
    text.put("documents", work.corpus().documents().size());
    return text;
  }

  /** Removes the files that it made. */
  @Override
  public void close() throws IOException {
    workplace.close();
  }
}
