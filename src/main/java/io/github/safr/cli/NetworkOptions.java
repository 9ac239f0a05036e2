package io.github.safr.cli;

import io.github.safr.model.ModelManifest;
import io.github.safr.training.EncoderKind;
import io.github.safr.training.TrainingOptions;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Options of {@code train} for the shape of the network and what it reads. Those left out are null
 * where the kind of encoder decides them.
 */
@Command(optionListHeading = "%nNetwork:%n")
final class NetworkOptions {

  private static final String ENGLISH = "en";

  @Option(
      names = "--encoder",
      paramLabel = "KIND",
      description = {
        "Kind of network:",
        "minilm: starts from a pretrained encoder (all-MiniLM-L6-v2, English); the better one;",
        "word: small, learns its words from the training data, for any language.",
        "  Default: minilm; word for objective paper or another language"
      })
  private @Nullable EncoderKind encoder;

  @Option(
      names = "--blocks",
      paramLabel = "N",
      description =
          "Transformer blocks; of a pretrained encoder the lowest N.%n  Default: 6; 1 for words")
  private @Nullable Integer blocks;

  @Option(
      names = "--frozen-blocks",
      paramLabel = "N",
      description =
          "Lowest pretrained blocks that stay as they are, besides the embedding: less to learn,"
              + " faster steps.%n  Default: 0")
  private @Nullable Integer frozenBlocks;

  @Option(
      names = "--allocation-layers",
      split = ",",
      paramLabel = "N",
      description =
          "Blocks (from 1, separated by commas) whose neurons the objective arranges and"
              + " explanations report.%n  Default: the last")
  private @Nullable List<Integer> allocationLayers;

  @Option(
      names = "--mask-context",
      paramLabel = "N",
      description =
          "Neighbours on each side that the word mask sees; with 0 a word is as important as"
              + " anywhere else.%n  Default: 2; 1 for words, 0 for objective paper")
  private @Nullable Integer maskContext;

  @Option(
      names = "--max-tokens",
      defaultValue = "256",
      paramLabel = "N",
      description =
          "Longest stretch read at once, longer texts are read in several: word pieces, two marks"
              + " included, up to 512; or words, up to 4096.")
  private int maxTokens;

  @Option(
      names = "--overlap",
      paramLabel = "N",
      description =
          "Tokens that two neighbouring stretches of a long text share.%n  Default: 32; 0 for words")
  private @Nullable Integer overlap;

  @Option(
      names = "--min-count",
      defaultValue = "2",
      paramLabel = "N",
      description = "Words that occur less often in the training data are unknown words.")
  private int minCount;

  /**
   * The kind of encoder that was asked for; if none was, the pretrained one wherever it can be
   * used.
   *
   * @throws picocli.CommandLine.ParameterException if the pretrained one was asked for and cannot
   */
  EncoderKind encoder(Checks usage, ObjectiveName objective, String language) {
    boolean wordsOnly = objective == ObjectiveName.PAPER || !language.equals(ENGLISH);
    if (encoder == null) {
      return wordsOnly ? EncoderKind.WORD : EncoderKind.MINILM;
    }
    if (encoder == EncoderKind.MINILM && wordsOnly) {
      throw usage.invalid(
          "--encoder",
          encoder.id(),
          objective == ObjectiveName.PAPER
              ? "word, for which alone the paper's objective is defined"
              : "word, since the pretrained encoder knows English only");
    }
    return encoder;
  }

  /** Checks what can be checked without the other options, for a kind of encoder. */
  void check(Checks usage, EncoderKind kind) {
    boolean pieces = kind == EncoderKind.MINILM;
    usage.range(
        "--max-tokens",
        maxTokens,
        pieces ? TrainingOptions.SHORTEST_WINDOW_OF_PIECES : 1,
        pieces ? TrainingOptions.LONGEST_WINDOW_OF_PIECES : ModelManifest.LARGEST_WINDOW);
    usage.atLeast("--blocks", blocks, 1);
    usage.atLeast("--frozen-blocks", frozenBlocks, 0);
    usage.atLeast("--mask-context", maskContext, 0);
    usage.atLeast("--overlap", overlap, 0);
    usage.atLeast("--min-count", minCount, 1);
  }

  /** Sets what was given; the rest keeps its default. */
  void applyTo(TrainingOptions.Builder options) {
    options.maxTokens(maxTokens).minCount(minCount);
    Optional.ofNullable(blocks).ifPresent(options::blocks);
    Optional.ofNullable(frozenBlocks).ifPresent(options::frozenBlocks);
    Optional.ofNullable(allocationLayers).ifPresent(options::allocationLayers);
    Optional.ofNullable(maskContext).ifPresent(options::maskContext);
    Optional.ofNullable(overlap).ifPresent(options::overlap);
  }
}
