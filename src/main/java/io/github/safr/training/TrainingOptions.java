package io.github.safr.training;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import io.github.safr.model.ModelManifest;
import io.github.safr.network.Objective;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a model is trained. Everything that decides the result is here; with the same options, data
 * and one thread, the result is the same.
 */
public final class TrainingOptions {

  private final Builder values;

  private TrainingOptions(Builder values) {
    this.values = values;
  }

  /** Options with the defaults of an objective. */
  public static Builder builder(Objective objective) {
    return new Builder(objective);
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

    private final Objective objective;
    private String name = "model";
    private String language = "en";
    private double lambdaImportance;
    private double lambdaInteraction;
    private double lambdaInformation;
    private double keepPrior = 0.2;
    private int maskContext;
    private int maskHidden;
    private int maxTokens = 256;
    private int minCount = 2;
    private double wordDropout;
    private double dropout;
    private double embeddingDeviation;
    private double learningRate;
    private boolean decay;
    private double clipNorm;
    private int batchTokens = 1024;
    private int epochs = 10;
    private int patience = 3;
    private long seed;
    private int threads;
    private int paperPadding;

    private Builder(Objective objective) {
      this.objective = objective;
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

    /** Longest window, in tokens. */
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
      if (paperPadding > 0) {
        require(
            paperPadding <= ModelManifest.LARGEST_WINDOW,
            "Padding goes to " + ModelManifest.LARGEST_WINDOW + " tokens at most.");
      }
      require(name.matches("[A-Za-z0-9._-]{1,100}"), "A model's name has letters, digits, . _ -");
      Builder copy = clone();
      copy.maxTokens = paperPadding > 0 ? paperPadding : maxTokens;
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
