package io.github.safr.training;

import io.github.safr.model.TokenEncoder;
import io.github.safr.model.Vocabulary;
import io.github.safr.model.WordEncoder;
import io.github.safr.model.WordPieceEncoder;
import io.github.safr.network.Architecture;
import io.github.safr.network.Objective;
import io.github.safr.network.PieceArchitecture;
import io.github.safr.network.Pretrained;
import io.github.safr.network.Weight;
import io.github.safr.network.WordArchitecture;
import io.github.safr.pretrained.MiniLm;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A network before its training: its shape, how it reads tokens, and the weights that it starts
 * with. The one place that knows the kinds of encoder apart.
 *
 * @param architecture shape of the network
 * @param encoder how token texts become pieces
 * @param pretrained weights to start with
 * @param provenance where those came from, for the model's description; empty if there are none
 */
record NetworkPlan(
    Architecture architecture,
    TokenEncoder encoder,
    Pretrained pretrained,
    Map<String, String> provenance) {

  private static final int WORD_HEADS = 8;
  private static final int WORD_WIDTH = 256;
  private static final int WORD_INNER_WIDTH = 1024;
  private static final boolean LOWER_CASE = true;

  /**
   * The network that options ask for.
   *
   * @throws IllegalArgumentException if the data has no words for it
   * @throws IllegalStateException if the pretrained weights are not on the class path
   */
  static NetworkPlan of(TrainingOptions options, TrainingData data) {
    return switch (options.encoder()) {
      case WORD -> words(options, data);
      case MINILM -> pieces(options, data);
    };
  }

  private static NetworkPlan words(TrainingOptions options, TrainingData data) {
    Vocabulary vocabulary =
        Vocabulary.count(data.normalizedTrain(LOWER_CASE).toList(), options.minCount());
    if (!vocabulary.hasWords()) {
      throw new IllegalArgumentException(
          "No word of the training data occurs "
              + options.minCount()
              + " times. Use more data or a smaller least count (--min-count).");
    }
    TokenEncoder encoder = new WordEncoder(vocabulary, LOWER_CASE);
    Architecture architecture =
        new WordArchitecture(
            encoder.size(),
            data.labels().size(),
            WORD_WIDTH,
            WORD_HEADS,
            options.blocks(),
            WORD_INNER_WIDTH,
            options.objective().masks(),
            options.objective() == Objective.CORRECTED,
            options.maskHidden(),
            options.maskContext(),
            options.maxTokens(),
            options.dropout(),
            options.paperPadding() > 0);
    return new NetworkPlan(architecture, encoder, Pretrained.NOTHING, Map.of());
  }

  private static NetworkPlan pieces(TrainingOptions options, TrainingData data) {
    MiniLm start = MiniLm.load();
    TokenEncoder encoder = WordPieceEncoder.of(start.vocabulary());
    Architecture architecture =
        new PieceArchitecture(
            encoder.size(),
            data.labels().size(),
            MiniLm.WIDTH,
            MiniLm.HEADS,
            options.blocks(),
            MiniLm.INNER_WIDTH,
            MiniLm.POSITIONS,
            MiniLm.NORM_EPSILON,
            options.objective().masks(),
            options.maskHidden(),
            options.maskContext(),
            options.maxTokens(),
            options.dropout());
    Predicate<String> used = name -> Pretrained.blockOf(name) <= options.blocks();
    Map<String, Weight> weights =
        start.weights().entrySet().stream()
            .filter(weight -> used.test(weight.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put("name", MiniLm.NAME);
    provenance.put("license", MiniLm.LICENSE);
    provenance.put("source", MiniLm.SOURCE);
    provenance.put("sha256", start.sha256());
    return new NetworkPlan(
        architecture, encoder, new Pretrained(weights, options.frozenBlocks()), provenance);
  }
}
