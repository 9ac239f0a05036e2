package io.github.safr.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is known of the neurons that explanations allocate to tokens.
 *
 * @param block their block, counted from 1
 * @param blockNeurons how many the block has
 * @param tokens how many most important tokens of a text had theirs taken away
 * @param draws random sets of each kind that they are compared with
 * @param drops what taking neurons away did to each text
 * @param allocation how the tokens of these texts share the block's neurons
 * @param sets estimates for those of the most important tokens, and for random ones of four kinds
 * @param selectivity what the neurons answer to; empty where the texts are not of two classes
 * @param selectivityTexts how many texts that was found out on
 */
public record NeuronReport(
    int block,
    int blockNeurons,
    int tokens,
    int draws,
    List<NeuronDrop> drops,
    AllocationMeans allocation,
    List<SetReport> sets,
    Optional<NeuronSelectivity> selectivity,
    int selectivityTexts) {

  /** A kind of neurons that are taken away. */
  public enum Kind {
    /** Allocated to the most important tokens. */
    ALLOCATED(NeuronDrop::allocated),
    /** Any of the block. */
    RANDOM(NeuronDrop::random),
    /** Any that fire in the text. */
    ACTIVE(NeuronDrop::active),
    /** Allocated to other tokens, whether or not to the most important ones as well. */
    OTHERS(NeuronDrop::others),
    /** Allocated to other tokens only. */
    ELSEWHERE(NeuronDrop::elsewhere);

    private final Function<NeuronDrop, NeuronChange> part;

    Kind(Function<NeuronDrop, NeuronChange> part) {
      this.part = part;
    }

    private double[] losses(List<NeuronDrop> drops) {
      return drops.stream().map(part).mapToDouble(NeuronChange::loss).toArray();
    }

    private double[] sizes(List<NeuronDrop> drops) {
      return drops.stream().map(part).mapToDouble(NeuronChange::size).toArray();
    }
  }

  /**
   * How much neurons of a kind matter.
   *
   * @param kind their kind
   * @param absolute mean over texts of the size of the change
   * @param signed mean over texts of the loss
   * @param ratio mean size for the allocated neurons over that for these, on the texts that have
   *     both; 1 for the allocated ones themselves
   */
  public record SetReport(Kind kind, Estimate absolute, Estimate signed, Estimate ratio) {

    static SetReport of(Kind kind, List<NeuronDrop> drops, Bootstrap bootstrap) {
      return new SetReport(
          kind,
          bootstrap.mean(kind.sizes(drops)),
          bootstrap.mean(kind.losses(drops)),
          bootstrap.ratioOfMeans(Kind.ALLOCATED.sizes(drops), kind.sizes(drops)));
    }
  }

  /** Mean number of neurons taken away from a text. */
  public double neuronsPerText() {
    return drops.stream().mapToInt(NeuronDrop::neurons).average().orElse(Double.NaN);
  }
}
