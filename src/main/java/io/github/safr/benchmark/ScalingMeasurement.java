package io.github.safr.benchmark;

import io.github.safr.model.SafrModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a token costs as there are more of them, in all or in one unit. */
final class ScalingMeasurement {

  private static final int FIRST_TOTAL = 1000;
  private static final int STEP = 10;
  private static final int FIRST_LENGTH = 8;

  /** Tokens that each length is measured on at least. */
  private static final int TOKENS_A_LENGTH = 4096;

  private static final int ROUNDS = 3;

  private final Workload work;
  private final BenchmarkSettings settings;
  private final BenchmarkProgress progress;

  ScalingMeasurement(Workload work, BenchmarkProgress progress) {
    this.work = work;
    this.settings = work.settings();
    this.progress = progress;
  }

  /** Texts of more and more tokens, explained through UIMA. */
  List<ScalingPoint> totals() throws InterruptedException {
    Corpus known = work.corpus();
    Pipelines pipelines = work.pipelines();
    double perSentence = (double) known.tokenCount() / known.sentences().size();
    List<ScalingPoint> points = new ArrayList<>();
    for (int total = FIRST_TOTAL; total <= settings.sizes().scalingTokens(); total *= STEP) {
      Corpus text = work.draw((int) Math.ceil(total / perSentence), settings.sizes().perDocument());
      String name = "total " + total;
      Map<String, Timing> timing =
          new Rounds(progress, 1, ROUNDS)
              .measure(
                  name,
                  Map.of(
                      name,
                      () ->
                          new UimaContender(
                              pipelines.explaining(),
                              text.documents(),
                              text.sentences().size(),
                              pipelines.language(),
                              settings.threads())));
      add(points, text.tokenCount(), text.tokenCount(), timing.get(name));
    }
    return points;
  }

  /** Units of more and more tokens, up to the model's longest window, explained without UIMA. */
  List<ScalingPoint> lengths(SafrModel model) throws InterruptedException {
    List<String> tokens = work.corpus().tokens().stream().flatMap(List::stream).toList();
    Map<Integer, List<List<String>>> units = new LinkedHashMap<>();
    int longest = model.manifest().maxTokens();
    for (int length = FIRST_LENGTH; length < longest; length *= 2) {
      units.put(length, units(tokens, length));
    }
    units.put(longest, units(tokens, longest));
    Map<String, Contender.Maker> makers = new LinkedHashMap<>();
    units.forEach(
        (length, some) ->
            makers.put(
                "length " + length,
                () -> new SimpleContender(some.size(), () -> model.explain(some))));
    Map<String, Timing> timings = new Rounds(progress, 1, ROUNDS).measure("lengths", makers);
    List<ScalingPoint> points = new ArrayList<>();
    units.forEach(
        (length, some) ->
            add(points, length, (long) length * some.size(), timings.get("length " + length)));
    return points;
  }

  private static List<List<String>> units(List<String> tokens, int length) {
    List<List<String>> units = new ArrayList<>();
    for (int first = 0; units.size() * length < TOKENS_A_LENGTH; first += length) {
      List<String> unit = new ArrayList<>(length);
      for (int i = 0; i < length; i++) {
        unit.add(tokens.get((first + i) % tokens.size()));
      }
      units.add(unit);
    }
    return units;
  }

  private static void add(
      List<ScalingPoint> points, long at, long tokens, @Nullable Timing timing) {
    if (timing != null && timing.exists()) {
      double[] costs = Arrays.stream(timing.seconds()).map(time -> time * 1e6 / tokens).toArray();
      points.add(new ScalingPoint(at, Summary.of(costs)));
    }
  }
}
