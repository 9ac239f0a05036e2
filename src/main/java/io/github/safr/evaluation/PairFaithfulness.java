package io.github.safr.evaluation;

import io.github.safr.evaluation.PairDraw.Match;
import io.github.safr.evaluation.PairDraw.Positions;
import io.github.safr.explain.ExplainedText;
import io.github.safr.explain.PartialClassifier;
import io.github.safr.explain.PartialClassifier.Remainder;
import io.github.safr.model.Explanation;
import io.github.safr.model.PartialText;
import io.github.safr.model.Prediction;
import io.github.safr.model.Removal;
import io.github.safr.model.SafrModel;
import io.github.safr.model.TokenPair;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Measures whether pairs of tokens that a model calls read together have a common effect on its
 * decision: by the interaction of the two when they are removed, apart and together (the second
 * difference of the probability, as in Friedman's and Popescu's measures of interaction, 2008).
 */
public final class PairFaithfulness {

  /** Pairs of a text that count as its best. */
  public static final int BEST = 3;

  private final EvaluationSettings settings;

  /** A measurement with settings, of which removals, seed and resamples matter. */
  public PairFaithfulness(EvaluationSettings settings) {
    this.settings = settings;
  }

  /** Measures the pairs of a trained model's own explanations. */
  public Map<Removal, PairReport> run(
      List<EvaluationText> texts, SafrModel model, EvaluationListener listener) {
    return run(
        texts,
        explained ->
            model.explain(explained.stream().map(ExplainedText::tokens).toList()).stream()
                .map(Prediction::explanation)
                .map(explanation -> explanation.map(Explanation::pairs).orElse(List.of()))
                .toList(),
        ModelQuestions.of(model),
        listener);
  }

  /**
   * Measures pairs of anyone's making.
   *
   * @param texts what to measure on
   * @param pairs from some texts to the pairs of each, of which score and positions matter
   * @param model from partial texts to the probability of every class of each
   * @param listener hears how many texts are done
   */
  public Map<Removal, PairReport> run(
      List<EvaluationText> texts,
      Function<List<ExplainedText>, List<List<TokenPair>>> pairs,
      Function<List<PartialText>, List<double[]>> model,
      EvaluationListener listener) {
    Map<Removal, PairTally> tallies = new EnumMap<>(Removal.class);
    settings.removals().forEach(removal -> tallies.put(removal, new PairTally()));
    for (int begin = 0; begin < texts.size(); begin += EvaluationSettings.CHUNK) {
      int end = Math.min(begin + EvaluationSettings.CHUNK, texts.size());
      List<ExplainedText> explained = ModelQuestions.decide(texts.subList(begin, end), model);
      List<PairsOfText> chunk = chunk(explained, pairs.apply(explained), begin);
      tallies.forEach(
          (removal, tally) -> measure(chunk, new PartialClassifier(model, removal), tally));
      listener.progress(end, texts.size(), "pairs");
    }
    Bootstrap bootstrap = new Bootstrap(settings.resamples(), settings.seed());
    Map<Removal, PairReport> reports = new EnumMap<>(Removal.class);
    tallies.forEach((removal, tally) -> reports.put(removal, tally.report(bootstrap)));
    return reports;
  }

  /** A text, the pairs named in it, and those that they are compared with. */
  private record PairsOfText(
      ExplainedText text,
      List<TokenPair> named,
      List<Positions> top,
      List<Positions> random,
      List<Match> matches) {

    List<Positions> positions() {
      return named.stream().map(Positions::of).toList();
    }

    List<Remainder> remainders() {
      List<Positions> all = new ArrayList<>(positions());
      all.addAll(random);
      matches.forEach(match -> all.add(match.other()));
      return new Interactions(text).remainders(all);
    }
  }

  /** The texts that have pairs. Every text has chance of its own, whatever the chunks. */
  private List<PairsOfText> chunk(
      List<ExplainedText> texts, List<List<TokenPair>> pairs, int begin) {
    return IntStream.range(0, texts.size())
        .filter(i -> !pairs.get(i).isEmpty())
        .mapToObj(
            i -> {
              ExplainedText text = texts.get(i);
              SplittableRandom random = Chance.of(settings.seed(), begin + i);
              PairDraw draw = new PairDraw(text.size(), pairs.get(i), BEST, random);
              return new PairsOfText(text, pairs.get(i), draw.top(), draw.others(), draw.matches());
            })
        .toList();
  }

  private static void measure(
      List<PairsOfText> chunk, PartialClassifier classifier, PairTally tally) {
    AnswerCache answers = new AnswerCache(classifier);
    answers.ask(chunk.stream().flatMap(text -> text.remainders().stream()).toList());
    for (PairsOfText pairs : chunk) {
      Interactions interactions = new Interactions(pairs.text());
      Function<List<Positions>, double[]> measured =
          positions ->
              positions.stream().mapToDouble(pair -> interactions.of(pair, answers)).toArray();
      tally.addNamed(
          pairs.named().stream().mapToDouble(TokenPair::score).toArray(),
          measured.apply(pairs.positions()));
      tally.addRandom(measured.apply(pairs.top()), measured.apply(pairs.random()));
      tally.addMatched(
          measured.apply(pairs.matches().stream().map(Match::pair).toList()),
          measured.apply(pairs.matches().stream().map(Match::other).toList()));
    }
  }
}
