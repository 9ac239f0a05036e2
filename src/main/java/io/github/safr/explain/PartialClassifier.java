package io.github.safr.explain;

import io.github.safr.model.PartialText;
import io.github.safr.model.Prediction;
import io.github.safr.model.Removal;
import io.github.safr.model.SafrModel;
import java.util.BitSet;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** A model on texts of which tokens are removed, always in the same way. */
public final class PartialClassifier {

  /**
   * What is left of a text.
   *
   * @param text the whole text
   * @param kept positions of the tokens that are left; may be none
   */
  public record Remainder(ExplainedText text, BitSet kept) {}

  private final Function<List<PartialText>, List<double[]>> model;
  private final Removal removal;
  private final BiConsumer<Remainder, double[]> witness;
  private long asked;

  /** A classifier of any model: from partial texts to the probability of every class of each. */
  public PartialClassifier(Function<List<PartialText>, List<double[]>> model, Removal removal) {
    this(model, removal, (remainder, probabilities) -> {});
  }

  /**
   * A classifier of any model, whose answers somebody else hears too.
   *
   * @param model from partial texts to the probability of every class of each
   * @param removal how tokens are removed
   * @param witness hears every answer; may keep neither the remainder nor the array
   */
  public PartialClassifier(
      Function<List<PartialText>, List<double[]>> model,
      Removal removal,
      BiConsumer<Remainder, double[]> witness) {
    this.model = model;
    this.removal = removal;
    this.witness = witness;
  }

  /** A classifier of a trained model. */
  public PartialClassifier(SafrModel model, Removal removal) {
    this(
        texts -> model.classifyPartial(texts).stream().map(Prediction::probabilities).toList(),
        removal);
  }

  /** How tokens are removed. */
  public Removal removal() {
    return removal;
  }

  /** How many texts the model has been asked about so far. */
  public long asked() {
    return asked;
  }

  /**
   * Classifies what is left of texts. All of a call is read in batches of similar length, so ask
   * for much at once.
   *
   * @return one array a remainder: the probability of every class
   */
  public List<double[]> probabilities(List<Remainder> remainders) {
    asked += remainders.size();
    List<double[]> probabilities =
        model.apply(
            remainders.stream()
                .map(rest -> new PartialText(rest.text().tokens(), rest.kept(), removal))
                .toList());
    for (int i = 0; i < remainders.size(); i++) {
      witness.accept(remainders.get(i), probabilities.get(i));
    }
    return probabilities;
  }
}
