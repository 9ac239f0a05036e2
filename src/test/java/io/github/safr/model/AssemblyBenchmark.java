package io.github.safr.model;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What happens to a unit after the network read it: one explanation out of its windows', in
 * microseconds. {@code io.github.safr.benchmark.MicroBenchmarks} runs it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class AssemblyBenchmark {

  private static final int WINDOW = 100;
  private static final int OVERLAP = 16;
  private static final int NEURONS = 8;
  private static final int PAIRS = 20;

  /** Tokens of the unit: a sentence, and several windows. */
  @Param({"25", "400"})
  public int tokens;

  private UnitAssembler assembler;
  private List<Window> windows;
  private WindowResult[] results;

  /** Makes windows and draws what a network could have said of them. */
  @Setup
  public void prepare() {
    ModelManifest manifest = ModelDirectory.manifestOf("en-sentiment");
    assembler = new UnitAssembler(manifest);
    int[] pieces = new int[tokens];
    Arrays.fill(pieces, 1);
    windows = Window.cover(pieces, WINDOW, OVERLAP);
    Random random = new Random(1);
    results =
        windows.stream()
            .map(window -> result(window.length(), manifest, random))
            .toArray(WindowResult[]::new);
  }

  private static WindowResult result(int length, ModelManifest manifest, Random random) {
    int classes = manifest.labels().size();
    int layers = manifest.allocationLayers().size();
    List<TokenPair> pairs =
        random
            .ints(PAIRS, 0, length - 1)
            .mapToObj(first -> new TokenPair(first, first + 1, 0.5, 0.5, random.nextDouble()))
            .toList();
    return new WindowResult(
        draw(classes, random),
        new WindowResult.Reasons(
            draw(length, random),
            draw(length * classes, random),
            draw(length * layers * 4, random),
            random.ints((long) length * layers * NEURONS, 0, 1000).toArray(),
            draw(length * layers * NEURONS, random),
            draw(length * layers * NEURONS, random),
            pairs));
  }

  private static float[] draw(int size, Random random) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }

  /** Puts the unit together. */
  @Benchmark
  public Prediction assemble() {
    return assembler.assemble(windows, results);
  }
}
