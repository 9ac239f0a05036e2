package io.github.safr.training;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import io.github.safr.model.ModelManifest;
import io.github.safr.network.Objective;
import io.github.safr.network.Precision;
import io.github.safr.pretrained.MiniLm;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a model is trained. Everything that decides the result is here; with the same options, data
 * and one thread, the result is the same.
 */
public final class TrainingOptions {

  /** Longest window that the pretrained encoder reads, in pieces. */
  public static final int LONGEST_WINDOW_OF_PIECES = MiniLm.POSITIONS;

  /** Shortest window of pieces that is worth reading, its two marks included. */
  public static final int SHORTEST_WINDOW_OF_PIECES = 16;

  private final Builder values;

  private TrainingOptions(Builder values) {
    this.values = values;
  }

  /** Options with the defaults of an objective and the word-level network. */
  public static Builder builder(Objective objective) {
    return builder(objective, EncoderKind.WORD);
  }

  /** Options with the defaults of an objective and a kind of network. */
  public static Builder builder(Objective objective, EncoderKind encoder) {
    return new Builder(objective, encoder);
  }

  public String name() {
    return values.name;
  }

  public String language() {
    return values.language;
  }

  public Objective objective() {
    return values.objective;
  }

  public EncoderKind encoder() {
    return values.encoder;
  }

  public int blocks() {
    return values.blocks;
  }

  public List<Integer> allocationLayers() {
    return values.allocationLayers;
  }

  public double lambdaImportance() {
    return values.lambdaImportance;
  }

  public double lambdaInteraction() {
    return values.lambdaInteraction;
  }

  public double lambdaInformation() {
    return values.lambdaInformation;
  }

  public double keepPrior() {
    return values.keepPrior;
  }

  public int maskContext() {
    return values.maskContext;
  }

  public int maskHidden() {
    return values.maskHidden;
  }

  public int maxTokens() {
    return values.maxTokens;
  }

  public int overlap() {
    return values.overlap;
  }

  public int windowsPerText() {
    return values.windowsPerText;
  }

  public int minCount() {
    return values.minCount;
  }

  public double wordDropout() {
    return values.wordDropout;
  }

  public double dropout() {
    return values.dropout;
  }

  public double embeddingDeviation() {
    return values.embeddingDeviation;
  }

  public double learningRate() {
    return values.learningRate;
  }

  public boolean decay() {
    return values.decay;
  }

  public double clipNorm() {
    return values.clipNorm;
  }

  public double weightDecay() {
    return values.weightDecay;
  }

  public double layerDecay() {
    return values.layerDecay;
  }

  public double freshRate() {
    return values.freshRate;
  }

  public int frozenBlocks() {
    return values.frozenBlocks;
  }

  public Precision precision() {
    return values.precision;
  }

  public int batchTokens() {
    return values.batchTokens;
  }

  public int epochs() {
    return values.epochs;
  }

  public int patience() {
    return values.patience;
  }

  public long seed() {
    return values.seed;
  }

  public int threads() {
    return values.threads;
  }

  public int attributionTexts() {
    return values.attributionTexts;
  }

  public int paperPadding() {
    return values.paperPadding;
  }

  /** All options by name, as the model's description records them. */
  public Map<String, Object> toMap() {
    Gson gson = new GsonBuilder().setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE).create();
    Map<String, Object> all =
        gson.fromJson(
            gson.toJsonTree(values), new TypeToken<TreeMap<String, Object>>() {}.getType());
    all.put("objective", objective().id());
    all.put("encoder", encoder().id());
    all.put("precision", precision().id());
    return all;
  }

  /** What must be the same for an interrupted run to go on. */
  Map<String, Object> fingerprint() {
    Map<String, Object> all = toMap();
    all.keySet().removeAll(List.of("name", "threads"));
    return all;
  }

  /** Collects options; every one has a default. */
  public static final class Builder implements Cloneable {

    private static final double LARGEST = 1e6;
    private static final int AUTOMATIC = -1;
    private static final int OVERLAP_OF_PIECES = 32;

    private final Objective objective;
    private final EncoderKind encoder;
    private int blocks;
    private List<Integer> allocationLayers = List.of();
    private String name = "model";
    private String language = "en";
    private double lambdaImportance;
    private double lambdaInteraction;
    private double lambdaInformation;
    private double keepPrior = 0.2;
    private int maskContext;
    private int maskHidden;
    private int maxTokens = 256;
    private int overlap = AUTOMATIC;
    private int windowsPerText;
    private int minCount = 2;
    private double wordDropout;
    private double dropout;
    private double embeddingDeviation;
    private double learningRate;
    private boolean decay;
    private double clipNorm;
    private double weightDecay;
    private double layerDecay = 1;
    private double freshRate = 1;
    private int frozenBlocks;
    private Precision precision = Precision.FLOAT32;
    private int batchTokens = 1024;
    private int epochs = 10;
    private int patience = 3;
    private long seed;
    private int threads;
    private int attributionTexts = AttributionSettings.TEXTS;
    private int paperPadding;

    private Builder(Objective objective, EncoderKind encoder) {
      this.objective = objective;
      this.encoder = encoder;
      boolean paper = objective == Objective.PAPER;
      lambdaImportance = objective.masks() ? 1 : 0;
      lambdaInteraction = objective.masks() ? 1 : 0;
      lambdaInformation = objective == Objective.CORRECTED ? 0.1 : 0;
      maskContext = paper ? 0 : 1;
      maskHidden = paper ? 1024 : 256;
      wordDropout = paper ? 0 : 0.05;
      dropout = paper ? 0.1 : 0.3;
      embeddingDeviation = paper ? 1 : 1.0 / 16;
      learningRate = paper ? 1e-4 : 5e-4;
      decay = !paper;
      clipNorm = paper ? 0 : 1;
      blocks = 1;
      if (encoder == EncoderKind.MINILM) {
        pretrainedDefaults();
      }
    }

    private void pretrainedDefaults() {
      blocks = MiniLm.LAYERS;
      keepPrior = 0.4;
      maskContext = 2;
      maskHidden = 128;
      wordDropout = 0;
      dropout = 0.1;
      learningRate = 1e-4;
      weightDecay = 0.01;
      layerDecay = 0.9;
      freshRate = 10;
      epochs = 3;
      patience = 2;
    }

    /** Transformer blocks: of a pretrained encoder the lowest. */
    public Builder blocks(int value) {
      blocks = value;
      return this;
    }

    /**
     * Blocks, counted from 1, whose neurons the terms of the objective act on and explanations
     * report; none for the last.
     */
    public Builder allocationLayers(List<Integer> value) {
      allocationLayers = List.copyOf(value);
      return this;
    }

    /** Name of the model, as annotations carry it. */
    public Builder name(String value) {
      name = value;
      return this;
    }

    /** Language of the texts, ISO 639-1: decides the segmenter. */
    public Builder language(String value) {
      language = value;
      return this;
    }

    /** Weight of the importance term, not negative. */
    public Builder lambdaImportance(double value) {
      lambdaImportance = value;
      return this;
    }

    /** Weight of the interaction term, not negative. */
    public Builder lambdaInteraction(double value) {
      lambdaInteraction = value;
      return this;
    }

    /** Factor on the information term, not negative; it falls from there by epoch. */
    public Builder lambdaInformation(double value) {
      lambdaInformation = value;
      return this;
    }

    /** Prior probability of keeping a token, in (0, 1). */
    public Builder keepPrior(double value) {
      keepPrior = value;
      return this;
    }

    /** Neighbours on each side that the word mask sees. */
    public Builder maskContext(int value) {
      maskContext = value;
      return this;
    }

    /** Hidden units of the word mask. */
    public Builder maskHidden(int value) {
      maskHidden = value;
      return this;
    }

    /**
     * Tokens that neighbouring windows of a long text share. Left out, it is 0 for words; for
     * pieces 32, or a quarter of a window that is shorter than 128.
     */
    public Builder overlap(int value) {
      overlap = value;
      return this;
    }

    /** Most windows of a text that an epoch reads, drawn anew for every epoch; 0 for all. */
    public Builder windowsPerText(int value) {
      windowsPerText = value;
      return this;
    }

    /** Decoupled weight decay, not negative. */
    public Builder weightDecay(double value) {
      weightDecay = value;
      return this;
    }

    /** Factor on the learning rate from each pretrained block to the one below, in (0, 1]. */
    public Builder layerDecay(double value) {
      layerDecay = value;
      return this;
    }

    /** Factor on the learning rate of weights that were not pretrained. */
    public Builder freshRate(double value) {
      freshRate = value;
      return this;
    }

    /** Lowest pretrained blocks that stay as they are, besides the embedding. */
    public Builder frozenBlocks(int value) {
      frozenBlocks = value;
      return this;
    }

    /** Of the matrix products in training. */
    public Builder precision(Precision value) {
      precision = value;
      return this;
    }

    /** Longest window, in tokens; for word pieces in pieces, the two marks included. */
    public Builder maxTokens(int value) {
      maxTokens = value;
      return this;
    }

    /** Words that occur less often are unknown to the model. */
    public Builder minCount(int value) {
      minCount = value;
      return this;
    }

    /** Probability of hiding a word in training, so that unknown words are no surprise. */
    public Builder wordDropout(double value) {
      wordDropout = value;
      return this;
    }

    /** Probability of dropping a value in training. */
    public Builder dropout(double value) {
      dropout = value;
      return this;
    }

    /** Standard deviation of the word embedding at the start. */
    public Builder embeddingDeviation(double value) {
      embeddingDeviation = value;
      return this;
    }

    /** Highest learning rate. */
    public Builder learningRate(double value) {
      learningRate = value;
      return this;
    }

    /** Whether the learning rate warms up and falls to zero, or stays. */
    public Builder decay(boolean value) {
      decay = value;
      return this;
    }

    /** Longest gradient; 0 for any. */
    public Builder clipNorm(double value) {
      clipNorm = value;
      return this;
    }

    /** Most tokens in a batch, padding counted. */
    public Builder batchTokens(int value) {
      batchTokens = value;
      return this;
    }

    /** Most passes over the data. */
    public Builder epochs(int value) {
      epochs = value;
      return this;
    }

    /** Epochs without progress on the development data after which training stops. */
    public Builder patience(int value) {
      patience = value;
      return this;
    }

    /** Where all randomness comes from. */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /** Threads of TensorFlow, 0 for its own choice. */
    public Builder threads(int value) {
      threads = value;
      return this;
    }

    /**
     * Most windows of the training texts whose parts the finished network is asked about, to learn
     * what tokens contribute; 0 for a model whose contributions are exact shares of the logits.
     */
    public Builder attributionTexts(int value) {
      attributionTexts = value;
      return this;
    }

    /**
     * Length to which every batch is padded with the padding taking part, as in the paper's code; 0
     * for padding that is as short as possible and takes no part. It is also the longest window
     * then.
     */
    public Builder paperPadding(int value) {
      paperPadding = value;
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public TrainingOptions build() {
      require(epochs > 0 && patience > 0, "Epochs and patience must be 1 or more.");
      require(batchTokens > 0, "Batches need one token or more.");
      require(
          maxTokens > 0 && maxTokens <= ModelManifest.LARGEST_WINDOW,
          "Windows have 1 to " + ModelManifest.LARGEST_WINDOW + " tokens.");
      require(minCount > 0, "The least count of a word must be 1 or more.");
      require(isWithin(learningRate, 0, 1) && learningRate > 0, "The learning rate is in (0, 1].");
      require(
          isWithin(wordDropout, 0, 0.99) && isWithin(dropout, 0, 0.99), "Dropout is in [0, 0.99].");
      require(isWithin(keepPrior, 0.001, 0.999), "The prior of keeping is in [0.001, 0.999].");
      require(maskHidden > 0 && maskContext >= 0, "A mask needs a hidden unit or more.");
      require(threads >= 0 && paperPadding >= 0, "Threads and padding must not be negative.");
      require(
          isWithin(lambdaImportance, 0, LARGEST)
              && isWithin(lambdaInteraction, 0, LARGEST)
              && isWithin(lambdaInformation, 0, LARGEST),
          "The weights of loss terms must not be negative.");
      require(
          isWithin(clipNorm, 0, LARGEST) && isWithin(embeddingDeviation, 0, LARGEST),
          "Norms and deviations must not be negative.");
      require(
          paperPadding == 0 || objective == Objective.PAPER,
          "Only the paper objective counts padding.");
      require(
          encoder == EncoderKind.WORD || objective != Objective.PAPER,
          "The paper objective is defined for the word-level network only. Use corrected.");
      require(
          encoder == EncoderKind.WORD || language.equals("en"),
          "The pretrained encoder knows English only. Use encoder word for other languages.");
      require(
          encoder == EncoderKind.MINILM || frozenBlocks == 0,
          "Only a pretrained encoder has blocks to freeze.");
      require(
          encoder == EncoderKind.WORD
              || (maxTokens >= SHORTEST_WINDOW_OF_PIECES && maxTokens <= LONGEST_WINDOW_OF_PIECES),
          "Windows of the pretrained encoder (--max-tokens) have "
              + SHORTEST_WINDOW_OF_PIECES
              + " to "
              + LONGEST_WINDOW_OF_PIECES
              + " pieces.");
      require(attributionTexts >= 0, "The number of texts to learn from must not be negative.");
      require(windowsPerText >= 0, "The number of windows of a text must not be negative.");
      require(
          isWithin(weightDecay, 0, 1)
              && isWithin(layerDecay, 0.01, 1)
              && isWithin(freshRate, 0.01, 1000),
          "Weight decay is in [0, 1], layer decay in [0.01, 1], the fresh rate in [0.01, 1000].");
      require(
          blocks > 0 && (encoder == EncoderKind.WORD || blocks <= MiniLm.LAYERS),
          "The network has one block at least; all-MiniLM-L6-v2 has " + MiniLm.LAYERS + ".");
      require(
          frozenBlocks >= 0 && frozenBlocks < blocks,
          "Frozen blocks are fewer than the blocks of the network.");
      require(
          allocationLayers.stream().allMatch(layer -> layer >= 1 && layer <= blocks)
              && allocationLayers.stream().distinct().count() == allocationLayers.size(),
          "Allocation layers are different blocks from 1 to " + blocks + ".");
      if (paperPadding > 0) {
        require(
            paperPadding <= ModelManifest.LARGEST_WINDOW,
            "Padding goes to " + ModelManifest.LARGEST_WINDOW + " tokens at most.");
      }
      require(name.matches("[A-Za-z0-9._-]{1,100}"), "A model's name has letters, digits, . _ -");
      Builder copy = clone();
      copy.maxTokens = paperPadding > 0 ? paperPadding : maxTokens;
      if (overlap == AUTOMATIC) {
        copy.overlap =
            encoder == EncoderKind.WORD ? 0 : Math.min(OVERLAP_OF_PIECES, copy.maxTokens / 4);
      }
      require(
          copy.overlap >= 0 && 2 * copy.overlap < copy.maxTokens,
          "Two windows share fewer than half of the longest window: make --overlap smaller or"
              + " --max-tokens larger.");
      copy.allocationLayers =
          allocationLayers.isEmpty()
              ? List.of(blocks)
              : allocationLayers.stream().sorted().toList();
      return new TrainingOptions(copy);
    }

    @Override
    protected Builder clone() {
      try {
        return (Builder) super.clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }

    /** False for what is not a number, too. */
    private static boolean isWithin(double value, double least, double most) {
      return value >= least && value <= most;
    }

    private static void require(boolean condition, String message) {
      if (!condition) {
        throw new IllegalArgumentException(message);
      }
    }
  }
}
