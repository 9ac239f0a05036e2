package io.github.safr.evaluation;

import io.github.safr.model.NetworkInspector;
import io.github.safr.model.Prediction;
import io.github.safr.model.SafrModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Measures the neurons that a model's explanations allocate to tokens: whether decisions rest on
 * them ({@link NeuronFaithfulness}), and what they answer to ({@link NeuronSelectivity}). Looks at
 * the last block that the explanations report.
 */
public final class NeuronEvaluation {

  /** Most important tokens of a text whose neurons are taken away. */
  public static final int TOKENS = 3;

  /** Random sets of each kind that they are compared with. */
  public static final int DRAWS = 10;

  private final EvaluationSettings settings;
  private final int most;

  /**
   * A measurement.
   *
   * @param settings of which seed and resamples matter
   * @param most texts, drawn by chance, that neurons are taken away from, at least 1; each costs
   *     {@code 4 * DRAWS + 2} passes
   */
  public NeuronEvaluation(EvaluationSettings settings, int most) {
    if (most < 1) {
      throw new IllegalArgumentException("Neurons need one text at least.");
    }
    this.settings = settings;
    this.most = most;
  }

  /** The last block that a model's explanations report; none if they report the embedding only. */
  public static Optional<Integer> block(SafrModel model) {
    return model.manifest().allocationLayers().stream()
        .filter(layer -> layer > 0)
        .max(Integer::compare);
  }

  /**
   * Measures.
   *
   * @param texts what to measure on; all that have a known class count for what neurons answer to
   * @param model the model
   * @param inspector the same model, open
   * @param listener hears how many texts have had neurons taken away
   * @throws IllegalArgumentException if explanations report no block
   */
  public NeuronReport run(
      List<EvaluationText> texts,
      SafrModel model,
      NetworkInspector inspector,
      EvaluationListener listener) {
    int block =
        block(model)
            .orElseThrow(() -> new IllegalArgumentException("Explanations report no block."));
    List<NeuronDrop> drops = new ArrayList<>();
    AllocationMeans allocation = measure(texts, model, inspector, block, drops, listener);
    Bootstrap bootstrap = new Bootstrap(settings.resamples(), settings.seed());
    List<EvaluationText> labelled = texts.stream().filter(text -> text.gold() >= 0).toList();
    return new NeuronReport(
        block,
        inspector.neurons(block),
        TOKENS,
        DRAWS,
        drops,
        allocation,
        Arrays.stream(NeuronReport.Kind.values())
            .map(kind -> NeuronReport.SetReport.of(kind, drops, bootstrap))
            .toList(),
        selectivity(labelled, inspector, block),
        labelled.size());
  }

  /**
   * Measures a sample of the texts: adds what taking neurons away does, gives how they are shared.
   */
  private AllocationMeans measure(
      List<EvaluationText> texts,
      SafrModel model,
      NetworkInspector inspector,
      int block,
      List<NeuronDrop> drops,
      EvaluationListener listener) {
    NeuronFaithfulness faithfulness =
        new NeuronFaithfulness(inspector, block, TOKENS, DRAWS, settings.seed());
    List<List<String>> sample =
        IntStream.of(RandomSample.of(texts.size(), most, settings.seed()))
            .mapToObj(i -> texts.get(i).tokens())
            .toList();
    AllocationMeans allocation = AllocationMeans.NONE;
    for (int begin = 0; begin < sample.size(); begin += EvaluationSettings.CHUNK) {
      List<List<String>> chunk =
          sample.subList(begin, Math.min(begin + EvaluationSettings.CHUNK, sample.size()));
      List<Prediction> predictions = model.explain(chunk);
      allocation = allocation.with(predictions, block);
      drops.addAll(faithfulness.measure(chunk, predictions, importance(predictions)));
      listener.progress(drops.size(), sample.size(), "neurons");
    }
    return allocation;
  }

  /** Sizes of contributions: what speaks against the label is also what the decision rests on. */
  private static List<double[]> importance(List<Prediction> predictions) {
    return predictions.stream().map(p -> p.explanation().orElseThrow().importance()).toList();
  }

  private static Optional<NeuronSelectivity> selectivity(
      List<EvaluationText> labelled, NetworkInspector inspector, int block) {
    int[] gold = labelled.stream().mapToInt(EvaluationText::gold).toArray();
    return Arrays.stream(gold).distinct().count() < 2
        ? Optional.empty()
        : Optional.of(
            NeuronSelectivity.measure(
                inspector, labelled.stream().map(EvaluationText::tokens).toList(), gold, block));
  }
}
