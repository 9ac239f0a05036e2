package io.github.safr.benchmark;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a benchmark found.
 *
 * @param timings of every contender, by name
 * @param paddingShare padding of all positions in the engine's batches, in [0, 1)
 * @param peakMemoryMiB most memory of this process after it classified, explained and annotated,
 *     and before anybody else's library was loaded; null where the system does not tell
 * @param memory other figures of memory in MiB
 * @param parity how well others agree with us
 * @param scaling cost against the amount of text; empty unless it was asked for
 * @param text what was read
 * @param machine where
 * @param settings how
 */
public record BenchmarkReport(
    Map<String, Timing> timings,
    double paddingShare,
    @Nullable Double peakMemoryMiB,
    Map<String, Double> memory,
    Map<String, Double> parity,
    Map<String, List<ScalingPoint>> scaling,
    Map<String, Object> text,
    Map<String, Object> machine,
    BenchmarkSettings settings) {

  /** A comparison round by round; null if one of the two has no figures. */
  public @Nullable Summary compare(Comparison comparison) {
    Timing contender = timings.get(comparison.contender());
    Timing reference = timings.get(comparison.reference());
    return contender != null && contender.exists() && reference != null && reference.exists()
        ? Summary.of(contender.speedsOver(reference))
        : null;
  }
}
