package io.github.safr.model;

import io.github.safr.batching.BatchCutter;
import io.github.safr.batching.BatcherSettings;
import java.time.Duration;
import org.tensorflow.proto.ConfigProto;

/**
 * How a kind of device is kept busy: how many batches run at once, with how many threads each, and
 * how large they are. Values were found by measurement, see {@code docs/performance.md}.
 */
enum Compute {

  /**
   * A batch on each core, each with one thread: matrices this small lose time when threads share
   * them. A batch costs about as much as some eight positions for being one, so small ones do.
   */
  PROCESSOR(1024, 8, 32),

  /** Large batches, two at once so that the card need not wait for the next. */
  CARD(16_384, 512, 2048);

  /**
   * System property: number of batches that run at once, by default one a core, or as many as
   * {@link #INTRA_OP_THREADS} leave cores for; two on a graphics card.
   */
  static final String RUNNERS = "safr.runners";

  /** System property: whether every call of a model is run in batches of its own. */
  static final String APART = "safr.apart";

  /** System property of DJL: threads that share one operation of a batch; by default 1. */
  static final String INTRA_OP_THREADS = "ai.djl.tensorflow.num_intraop_threads";

  /**
   * System property of DJL: threads that run operations of one batch at the same time; by default
   * the one that runs the batch and no other.
   */
  static final String INTER_OP_THREADS = "ai.djl.tensorflow.num_interop_threads";

  /** What TensorFlow calls running all operations in the thread that asks for them. */
  private static final int CALLER_ALONE = -1;

  private static final int WAITING_BATCHES = 64;
  private static final Duration PATIENCE = Duration.ofMillis(1);

  private final int budget;
  private final int overhead;
  private final int smallest;

  Compute(int budget, int overhead, int smallest) {
    this.budget = budget;
    this.overhead = overhead;
    this.smallest = smallest;
  }

  static Compute on(DeviceChoice device) {
    return device.kind() == DeviceChoice.Kind.CPU ? PROCESSOR : CARD;
  }

  /** Rows of a full batch of sequences of one length. */
  int rows(int length) {
    return Math.max(1, budget / length);
  }

  /** How batches for a model are cut. */
  BatchCutter cutter(ModelManifest manifest) {
    return new BatchCutter(budget, overhead, manifest.countsPadding() ? manifest.maxTokens() : 1);
  }

  /** How batches of a model are made and run. */
  BatcherSettings settings(ModelManifest manifest) {
    BatchCutter cutter = cutter(manifest);
    int runners = runners();
    return new BatcherSettings(
        runners,
        cutter,
        smallest,
        (int) Math.min(Integer.MAX_VALUE, (long) WAITING_BATCHES * budget * runners),
        PATIENCE,
        Boolean.getBoolean(APART));
  }

  private int runners() {
    int wanted = Integer.getInteger(RUNNERS, 0);
    if (wanted > 0) {
      return wanted;
    }
    int cores = Runtime.getRuntime().availableProcessors();
    return this == PROCESSOR ? Math.max(1, cores / intraOpThreads()) : 2;
  }

  /** 0 stands for TensorFlow's own choice, which is all cores. */
  private static int intraOpThreads() {
    int wanted = Integer.getInteger(INTRA_OP_THREADS, 1);
    return wanted > 0 ? wanted : Runtime.getRuntime().availableProcessors();
  }

  /** Settings of a TensorFlow session. The first session of a JVM decides for all. */
  ConfigProto session() {
    ConfigProto.Builder config =
        ConfigProto.newBuilder()
            .setAllowSoftPlacement(true)
            .setIntraOpParallelismThreads(intraOpThreads())
            .setInterOpParallelismThreads(Integer.getInteger(INTER_OP_THREADS, CALLER_ALONE));
    if (this == PROCESSOR) {
      config.putDeviceCount("GPU", 0);
    }
    return config.build();
  }
}
