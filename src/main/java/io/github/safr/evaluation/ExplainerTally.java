package io.github.safr.evaluation;

import io.github.safr.explain.Explainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What is known of one explainer under one removal, text by text, while an evaluation runs. */
final class ExplainerTally {

  /** What is also told apart from right and wrong decisions, and as a difference. */
  private static final Set<Measure> FAITHFULNESS =
      Set.of(Measure.COMPREHENSIVENESS, Measure.SUFFICIENCY);

  private final List<Explainer> draws;
  private final List<TextMeasures> texts = new ArrayList<>();
  private final double[] deletion = new double[RemovalCurve.POINTS];
  private final double[] insertion = new double[RemovalCurve.POINTS];
  private final List<List<double[]>> markedScores = new ArrayList<>();
  private final List<boolean[]> marks = new ArrayList<>();
  private long curves;
  private long nanos;
  private long asked;

  /**
   * A tally.
   *
   * @param draws the explainer; several of one name are draws of one that rests on chance
   */
  ExplainerTally(List<Explainer> draws) {
    this.draws = draws;
    draws.forEach(draw -> markedScores.add(new ArrayList<>()));
  }

  List<Explainer> draws() {
    return draws;
  }

  String name() {
    return draws.get(0).name();
  }

  boolean signed() {
    return draws.get(0).signed();
  }

  /** The explainer has worked on some texts. */
  void worked(long nanoseconds, long questions) {
    nanos += nanoseconds;
    asked += questions;
  }

  void addCurve(RemovalCurve curve) {
    double[] removed = curve.deletion();
    double[] inserted = curve.insertion();
    for (int i = 0; i < RemovalCurve.POINTS; i++) {
      deletion[i] += removed[i];
      insertion[i] += inserted[i];
    }
    curves++;
  }

  /** The next text's measures. */
  void addText(TextMeasures measures) {
    texts.add(measures);
  }

  /**
   * People's marks in the next marked text, and sizes of the scores there.
   *
   * @param sizes one array a draw
   */
  void addMarks(boolean[] ofText, List<double[]> sizes) {
    marks.add(ofText);
    for (int draw = 0; draw < sizes.size(); draw++) {
      markedScores.get(draw).add(sizes.get(draw));
    }
  }

  /**
   * The report, once all texts are in.
   *
   * @param reference the explainer to compare with; null for none
   */
  ExplainerReport report(
      List<TextDecision> decisions, Bootstrap bootstrap, @Nullable ExplainerTally reference) {
    Map<Measure, Estimate> means = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      means.put(measure, bootstrap.mean(TextMeasures.column(texts, measure)));
    }
    List<RankedMarks> ranked =
        markedScores.stream().map(scores -> new RankedMarks(scores, marks)).toList();
    double explained = (double) texts.size() * draws.size();
    return new ExplainerReport(
        name(),
        signed(),
        List.copyOf(texts),
        means,
        atPercents(bootstrap, TextMeasures::comprehensivenessAt),
        atPercents(bootstrap, TextMeasures::sufficiencyAt),
        Arrays.stream(deletion).map(sum -> sum / curves).toArray(),
        Arrays.stream(insertion).map(sum -> sum / curves).toArray(),
        pooled(bootstrap, ranked, RankedMarks::rocAuc),
        pooled(bootstrap, ranked, RankedMarks::averagePrecision),
        nanos / 1e6 / explained,
        asked / explained,
        where(decisions, TextDecision::isRight, bootstrap),
        where(decisions, TextDecision::isWrong, bootstrap),
        reference == null || reference == this ? Map.of() : differences(reference, bootstrap));
  }

  private List<Estimate> atPercents(Bootstrap bootstrap, Function<TextMeasures, double[]> part) {
    return IntStream.range(0, RemovalCurve.PERCENTS.length)
        .mapToObj(i -> values(text -> part.apply(text)[i]))
        .map(bootstrap::mean)
        .toList();
  }

  private double[] values(ToDoubleFunction<TextMeasures> value) {
    return texts.stream().mapToDouble(value).toArray();
  }

  /** A figure of all marked texts together. */
  @FunctionalInterface
  private interface PooledFigure {
    double of(RankedMarks marks, int[] counts);
  }

  private Estimate pooled(Bootstrap bootstrap, List<RankedMarks> ranked, PooledFigure figure) {
    return bootstrap.of(
        marks.size(),
        counts ->
            ranked.stream()
                .mapToDouble(draw -> figure.of(draw, counts))
                .average()
                .orElse(Double.NaN));
  }

  private Map<Measure, Estimate> where(
      List<TextDecision> decisions, Predicate<TextDecision> condition, Bootstrap bootstrap) {
    Map<Measure, Estimate> means = new EnumMap<>(Measure.class);
    for (Measure measure : FAITHFULNESS) {
      double[] values =
          IntStream.range(0, texts.size())
              .filter(i -> condition.test(decisions.get(i)))
              .mapToDouble(i -> texts.get(i).get(measure))
              .toArray();
      means.put(measure, bootstrap.mean(values));
    }
    return means;
  }

  private Map<Measure, Estimate> differences(ExplainerTally reference, Bootstrap bootstrap) {
    Map<Measure, Estimate> differences = new EnumMap<>(Measure.class);
    for (Measure measure : FAITHFULNESS) {
      differences.put(
          measure,
          bootstrap.meanDifference(
              TextMeasures.column(texts, measure), TextMeasures.column(reference.texts, measure)));
    }
    return differences;
  }
}
