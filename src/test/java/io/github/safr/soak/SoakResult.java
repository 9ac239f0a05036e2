package io.github.safr.soak;

import io.github.safr.soak.Agreement.Ranking;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/**
 * What came of a long run.
 *
 * @param plan what was asked for
 * @param seconds it lasted
 * @param sentences annotated by many threads at the same time
 * @param rests one for each round, when nothing ran
 * @param agreement of what threads got with what one thread alone got
 * @param latencies of documents under load, in microseconds
 * @param failures of documents, and whatever else went wrong
 * @param mostModels loaded at once
 * @param queueLimit how many pieces the queue takes
 * @param longestQueue how many ever were in it
 * @param left what the process held when all pipelines were destroyed
 */
public record SoakResult(
    SoakPlan plan,
    double seconds,
    long sentences,
    List<Rest> rests,
    Agreement agreement,
    Histogram latencies,
    List<String> failures,
    int mostModels,
    long queueLimit,
    long longestQueue,
    Footprint left) {

  private static final double HOUR = 3600;
  private static final double MILLION = 1e6;
  private static final double MEBI = 1 << 20;
  private static final double MILLI = 1e3;

  /**
   * A moment when all threads rest and garbage has been collected.
   *
   * @param seconds since the run began
   * @param sentences annotated so far
   * @param footprint what the process holds
   */
  public record Rest(double seconds, long sentences, Footprint footprint) {}

  /** What must not grow, and by how much a million sentences it may seem to. */
  private enum Measure {
    HEAP(footprint -> footprint.heap(), MEBI),
    METASPACE(footprint -> footprint.metaspace(), 2 * MEBI),
    DIRECT(footprint -> footprint.direct(), MEBI / 4),
    JAVACPP(footprint -> footprint.javacpp(), MEBI / 4),
    POINTERS(footprint -> footprint.pointers(), 1000),
    /** The C library takes memory in steps and keeps it; 64 bytes a sentence are no answer kept. */
    RESIDENT(footprint -> footprint.resident(), 64 * MEBI),
    FILES(footprint -> footprint.files(), 1),
    THREADS(footprint -> footprint.threads(), 1);

    private final ToDoubleFunction<Footprint> of;
    private final double limit;

    Measure(ToDoubleFunction<Footprint> of, double limit) {
      this.of = of;
      this.limit = limit;
    }
  }

  private List<Rest> warm() {
    return rests.stream()
        .filter(rest -> rest.seconds() >= plan.warmUp().toMillis() / MILLI)
        .toList();
  }

  private Trend aMillion(Measure measure) {
    return Trend.of(
        warm(),
        rest -> rest.sentences() / MILLION,
        rest -> measure.of.applyAsDouble(rest.footprint()));
  }

  private Trend anHour(Measure measure) {
    return Trend.of(
        warm(), rest -> rest.seconds() / HOUR, rest -> measure.of.applyAsDouble(rest.footprint()));
  }

  /** What of all that is promised does not hold; nothing, it is hoped. */
  public List<String> broken() {
    List<String> broken = new ArrayList<>(failures);
    if (agreement.disagreements() > 0) {
      broken.add(agreement.disagreements() + " disagreements with what one thread alone got");
      broken.addAll(agreement.examples());
    }
    if (mostModels != 1) {
      broken.add(mostModels + " models were loaded for " + plan.threads() + " pipelines");
    }
    if (longestQueue > queueLimit) {
      broken.add("the queue had " + longestQueue + " pieces, and may have " + queueLimit);
    }
    for (Measure measure : Measure.values()) {
      Trend trend = aMillion(measure);
      if (trend.exceeds(measure.limit)) {
        broken.add(measure + " grows: " + trend + " a million sentences");
      }
    }
    return broken;
  }

  /** Figures for people and programs, in the order of importance. */
  public Map<String, Object> summary() {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("broken", broken());
    summary.put("model", plan.model());
    summary.put("threads", plan.threads());
    summary.put("seed", plan.seed());
    summary.put("seconds", seconds);
    summary.put("sentences", sentences);
    summary.put("rounds", rests.size());
    summary.put("sentencesCompared", agreement.units());
    summary.put("numbersCompared", agreement.numbers());
    summary.put("disagreements", agreement.disagreements());
    summary.put("greatestDeviations", agreement.greatest());
    for (Ranking ranking : Ranking.values()) {
      summary.put("changedPlaces." + ranking, agreement.swapped(ranking));
      summary.put("chosenOtherwise." + ranking, agreement.chosenOtherwise(ranking));
    }
    for (Measure measure : Measure.values()) {
      summary.put(measure + ".aMillionSentences", aMillion(measure).toString());
      summary.put(measure + ".anHour", anHour(measure).toString());
    }
    for (double percentile : new double[] {50, 90, 99, 99.9, 100}) {
      summary.put(
          "milliseconds.p" + percentile, latencies.getValueAtPercentile(percentile) / MILLI);
    }
    summary.put("queueLimit", queueLimit);
    summary.put("longestQueue", longestQueue);
    summary.put("leftAfterwards", left);
    return summary;
  }
}
