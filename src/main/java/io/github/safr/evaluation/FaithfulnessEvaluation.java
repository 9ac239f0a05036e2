package io.github.safr.evaluation;

import io.github.safr.evaluation.ChunkMeasurement.Scores;
import io.github.safr.explain.ExplainedText;
import io.github.safr.explain.Explainer;
import io.github.safr.explain.PartialClassifier;
import io.github.safr.model.PartialText;
import io.github.safr.model.Removal;
import io.github.safr.model.SafrModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Measures explainers: removes from texts what they call important, and looks at what the model
 * then says. docs/evaluation.md defines every measure.
 *
 * <p>Texts are worked on a few at a time, so that of a long run only some numbers a text stay in
 * memory. A remainder of a text is asked about once for all explainers. What explainers themselves
 * ask goes to the model directly, so that their times are true; measuring uses the answers that
 * they got. Not safe for use by several threads.
 */
public final class FaithfulnessEvaluation {

  private final EvaluationSettings settings;

  /** An evaluation with settings. */
  public FaithfulnessEvaluation(EvaluationSettings settings) {
    this.settings = settings;
  }

  /**
   * Measures explainers of a trained model; otherwise as {@link #run(List, List, Function,
   * EvaluationListener)}.
   */
  public FaithfulnessReport run(
      List<EvaluationText> texts,
      List<? extends Explainer> explainers,
      SafrModel model,
      EvaluationListener listener) {
    return run(texts, explainers, ModelQuestions.of(model), listener);
  }

  /**
   * Measures explainers of any model.
   *
   * @param texts what to measure on, at least one
   * @param explainers at least one; several of the same name are draws of one explainer that rests
   *     on chance, and its measures of a text are the mean over them
   * @param model from partial texts to the probability of every class of each
   * @param listener hears how far it is
   * @throws IllegalArgumentException if there are no texts or no explainers
   * @throws IllegalStateException if an explainer does not give one finite score for every token
   */
  public FaithfulnessReport run(
      List<EvaluationText> texts,
      List<? extends Explainer> explainers,
      Function<List<PartialText>, List<double[]>> model,
      EvaluationListener listener) {
    if (texts.isEmpty() || explainers.isEmpty()) {
      throw new IllegalArgumentException(
          "There is nothing to measure. Give at least one text and one explainer.");
    }
    Map<Removal, List<ExplainerTally>> tallies = tallies(explainers);
    int stepsPerText = tallies.values().stream().mapToInt(list -> list.size() + 1).sum();
    EvaluationProgress progress =
        new EvaluationProgress((long) texts.size() * stepsPerText, listener);
    BitSet sample = limitSample(texts);
    List<TextDecision> decisions = new ArrayList<>(texts.size());
    for (int begin = 0; begin < texts.size(); begin += EvaluationSettings.CHUNK) {
      int end = Math.min(begin + EvaluationSettings.CHUNK, texts.size());
      List<ChunkText> chunk = chunk(texts.subList(begin, end), sample.get(begin, end), model);
      chunk.forEach(text -> decisions.add(text.decision()));
      if (begin == 0) {
        warmUp(chunk.get(0), tallies, model);
      }
      IdentityHashMap<Explainer, ExplainerCall> unasking = new IdentityHashMap<>();
      tallies.forEach((removal, list) -> measure(chunk, removal, list, model, unasking, progress));
    }
    return report(decisions, sample.cardinality(), texts, tallies);
  }

  private Map<Removal, List<ExplainerTally>> tallies(List<? extends Explainer> explainers) {
    Map<String, List<Explainer>> byName =
        explainers.stream()
            .collect(
                Collectors.groupingBy(Explainer::name, LinkedHashMap::new, Collectors.toList()));
    Map<Removal, List<ExplainerTally>> tallies = new EnumMap<>(Removal.class);
    for (Removal removal : settings.removals()) {
      tallies.put(removal, byName.values().stream().map(ExplainerTally::new).toList());
    }
    return tallies;
  }

  /** Positions of texts whose limits are looked for. */
  private BitSet limitSample(List<EvaluationText> texts) {
    int[] fit =
        IntStream.range(0, texts.size())
            .filter(i -> texts.get(i).tokens().size() <= settings.limitTokens())
            .toArray();
    BitSet sample = new BitSet(texts.size());
    Arrays.stream(RandomSample.of(fit.length, settings.limitTexts(), settings.seed()))
        .forEach(i -> sample.set(fit[i]));
    return sample;
  }

  private static List<ChunkText> chunk(
      List<EvaluationText> texts,
      BitSet needLimits,
      Function<List<PartialText>, List<double[]>> model) {
    List<ExplainedText> decided = ModelQuestions.decide(texts, model);
    return IntStream.range(0, texts.size())
        .mapToObj(i -> new ChunkText(texts.get(i), decided.get(i), needLimits.get(i)))
        .toList();
  }

  /** The first call of anything in a JVM is slow, and no fair measure of it. */
  private static void warmUp(
      ChunkText text,
      Map<Removal, List<ExplainerTally>> tallies,
      Function<List<PartialText>, List<double[]>> model) {
    List<ExplainedText> one = List.of(text.explained());
    tallies.forEach(
        (removal, list) ->
            list.stream()
                .flatMap(tally -> tally.draws().stream())
                .forEach(
                    draw -> ExplainerCall.of(draw, one, new PartialClassifier(model, removal))));
  }

  /**
   * Measures a chunk under one removal.
   *
   * @param unasking what explainers have said of it that asked nothing, and so cannot depend on how
   *     tokens are removed; they are not called again
   */
  private void measure(
      List<ChunkText> chunk,
      Removal removal,
      List<ExplainerTally> tallies,
      Function<List<PartialText>, List<double[]>> model,
      Map<Explainer, ExplainerCall> unasking,
      EvaluationProgress progress) {
    List<ExplainedText> texts = chunk.stream().map(ChunkText::explained).toList();
    AnswerCache answers = new AnswerCache(new PartialClassifier(model, removal));
    List<Scores> scores = new ArrayList<>(tallies.size());
    for (ExplainerTally tally : tallies) {
      progress.doing(tally.name());
      List<List<double[]>> draws = new ArrayList<>(tally.draws().size());
      for (Explainer draw : tally.draws()) {
        ExplainerCall call = unasking.get(draw);
        if (call == null) {
          call =
              ExplainerCall.of(draw, texts, new PartialClassifier(model, removal, answers::hear));
          if (call.asked() == 0) {
            unasking.put(draw, call);
          }
        }
        tally.worked(call.nanos(), call.asked());
        draws.add(call.scores());
      }
      scores.add(new Scores(tally, draws));
      progress.done(texts.size());
    }
    new ChunkMeasurement(chunk, answers, settings.beamWidth()).measure(scores, progress);
  }

  private FaithfulnessReport report(
      List<TextDecision> decisions,
      int limitTexts,
      List<EvaluationText> texts,
      Map<Removal, List<ExplainerTally>> tallies) {
    Bootstrap bootstrap = new Bootstrap(settings.resamples(), settings.seed());
    Map<Removal, List<ExplainerReport>> reports = new EnumMap<>(Removal.class);
    tallies.forEach(
        (removal, list) -> {
          ExplainerTally reference =
              list.stream()
                  .filter(tally -> tally.name().equals(settings.reference()))
                  .findFirst()
                  .orElse(null);
          reports.put(
              removal,
              list.stream().map(tally -> tally.report(decisions, bootstrap, reference)).toList());
        });
    int marked = (int) texts.stream().filter(EvaluationText::hasMarks).count();
    return new FaithfulnessReport(settings, decisions, limitTexts, marked, reports);
  }
}
