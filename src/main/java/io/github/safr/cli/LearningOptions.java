package io.github.safr.cli;

import io.github.safr.network.Precision;
import io.github.safr.training.AttributionSettings;
import io.github.safr.training.TrainingOptions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Options of {@code train} for how long, how fast and on what the network learns. Those left out
 * are null where the kind of encoder or the objective decides them.
 */
@Command(optionListHeading = "%nLearning:%n")
final class LearningOptions {

  static final int MOST_THREADS = 256;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Most passes over the training data.%n  Default: 3; 10 for words")
  private @Nullable Integer epochs;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description =
          "Stop after N epochs without progress on the development data.%n  Default: 2; 3 for words")
  private @Nullable Integer patience;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description =
          "Highest learning rate, above 0; it rises to it for a tenth of the steps and falls to 0."
              + "%n  Default: 0.0001; 0.0005 for words, except with objective paper")
  private @Nullable Double learningRate;

  @Option(
      names = "--layer-decay",
      paramLabel = "X",
      description =
          "Factor on the learning rate from each pretrained block to the one below, up to 1."
              + "%n  Default: 0.9")
  private @Nullable Double layerDecay;

  @Option(
      names = "--fresh-rate",
      paramLabel = "X",
      description =
          "Factor on the learning rate of what was not pretrained: word mask and classifier."
              + "%n  Default: 10")
  private @Nullable Double freshRate;

  @Option(
      names = "--weight-decay",
      paramLabel = "X",
      description =
          "Share of a weight, times the learning rate, that a step takes away, from 0 to 1."
              + "%n  Default: 0.01; 0 for words")
  private @Nullable Double weightDecay;

  @Option(
      names = "--dropout",
      paramLabel = "X",
      description =
          "Probability of dropping a value in training, from 0 to 0.99."
              + "%n  Default: 0.1; 0.3 for words, except with objective paper")
  private @Nullable Double dropout;

  @Option(
      names = "--word-dropout",
      paramLabel = "X",
      description =
          "Probability of hiding a word in training, so that unknown words are no surprise."
              + "%n  Default: 0; 0.05 for words, except with objective paper")
  private @Nullable Double wordDropout;

  @Option(
      names = "--batch-tokens",
      defaultValue = "1024",
      paramLabel = "N",
      description = "Most tokens (word pieces) in a batch, padding counted.")
  private int batchTokens;

  @Option(
      names = "--windows-per-text",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "Most stretches of a long text that an epoch reads, others the next time; 0 for all.")
  private int windowsPerText;

  @Option(
      names = "--precision",
      defaultValue = "float32",
      paramLabel = "NAME",
      description =
          "Numbers of the matrix products in training: float32, or bfloat16, which is faster on"
              + " processors that multiply it (avx512_bf16 or amx_bf16 in /proc/cpuinfo) and slower"
              + " on others.")
  private Precision precision;

  @Option(
      names = "--attribution-texts",
      defaultValue = "" + AttributionSettings.TEXTS,
      paramLabel = "N",
      description =
          "When the network is trained, learn to say what tokens contribute from what it makes of"
              + " parts of N training texts, windows of long ones counted; 0 to leave it out.")
  private int attributionTexts;

  @Option(
      names = "--seed",
      defaultValue = "0",
      paramLabel = "N",
      description = "Where all randomness comes from: the same seed, the same run.")
  private long seed;

  @Option(
      names = "--threads",
      defaultValue = "0",
      paramLabel = "N",
      description = "Threads of TensorFlow; 0 for its own choice, 1 for bitwise the same result.")
  private int threads;

  /** Checks each value. */
  void check(Checks usage) {
    usage.atLeast("--epochs", epochs, 1);
    usage.atLeast("--patience", patience, 1);
    usage.above("--learning-rate", learningRate, 0);
    usage.between("--learning-rate", learningRate, 0, 1);
    usage.between("--layer-decay", layerDecay, 0.01, 1);
    usage.between("--fresh-rate", freshRate, 0.01, 1000);
    usage.between("--weight-decay", weightDecay, 0, 1);
    usage.between("--dropout", dropout, 0, 0.99);
    usage.between("--word-dropout", wordDropout, 0, 0.99);
    usage.atLeast("--batch-tokens", batchTokens, 1);
    usage.atLeast("--windows-per-text", windowsPerText, 0);
    usage.atLeast("--attribution-texts", attributionTexts, 0);
    usage.range("--threads", threads, 0, MOST_THREADS);
  }

  /** Sets what was given; the rest keeps its default. */
  void applyTo(TrainingOptions.Builder options) {
    options
        .batchTokens(batchTokens)
        .windowsPerText(windowsPerText)
        .precision(precision)
        .attributionTexts(attributionTexts)
        .seed(seed)
        .threads(threads);
    Optional.ofNullable(epochs).ifPresent(options::epochs);
    Optional.ofNullable(patience).ifPresent(options::patience);
    Optional.ofNullable(learningRate).ifPresent(options::learningRate);
    Optional.ofNullable(layerDecay).ifPresent(options::layerDecay);
    Optional.ofNullable(freshRate).ifPresent(options::freshRate);
    Optional.ofNullable(weightDecay).ifPresent(options::weightDecay);
    Optional.ofNullable(dropout).ifPresent(options::dropout);
    Optional.ofNullable(wordDropout).ifPresent(options::wordDropout);
  }
}
