package io.github.safr.cli;

import io.github.safr.evaluation.ClassificationMetrics;
import io.github.safr.model.ModelManifest;
import io.github.safr.network.Objective;
import io.github.safr.network.Precision;
import io.github.safr.training.EncoderKind;
import io.github.safr.training.TrainingJob;
import io.github.safr.training.TrainingOptions;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Trains a model on labelled text. Options left out are null where the objective decides them. */
@Command(
    name = "train",
    header = "Train a model on labelled text.",
    customSynopsis = "safr train --train FILE... --dev FILE --output DIR [OPTION...]",
    description = {
      "",
      "Reads examples, one a line: label, tab, text; UTF-8, plain or gzipped (.gz). Labels are"
          + " whatever the data says, two or many. After every epoch the model is measured on the"
          + " development data; the best one is kept, and written as a model directory that needs"
          + " nothing else: network, vocabulary, model.json with all settings, and a model card."
    },
    footer = {
      "",
      "Examples:",
      "  safr train --train examples/data/questions-train.tsv \\",
      "      --dev examples/data/questions-dev.tsv --output questions \\",
      "      --batch-tokens 128 --epochs 10",
      "      A model that sorts support mails, from few examples.",
      "  safr train --encoder word --train german.tsv --dev german-dev.tsv --language de \\",
      "      --output post",
      "      A small model that learns its words from the data.",
      "  safr train --train phrases.tsv.gz --train more.tsv --dev dev.tsv --output mood --seed 7",
      "      Several training files, and another seed.",
      "  safr train --train phrases.tsv.gz --train more.tsv --dev dev.tsv --output mood \\",
      "      --seed 7 --resume",
      "      Goes on where the run before was interrupted, with the same result."
    })
final class TrainCommand implements Callable<Integer> {

  private static final int MOST_THREADS = 256;
  private static final int LONGEST_WINDOW = ModelManifest.LARGEST_WINDOW;
  private static final int SHORTEST_PIECES = 16;
  private static final String ENGLISH = "en";

  @Option(
      names = "--train",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Training data; may be given several times.")
  private List<Path> train;

  @Option(
      names = "--dev",
      required = true,
      paramLabel = "FILE",
      description = "Development data: decides which epoch is the best, and when to stop.")
  private Path dev;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Directory for the model; new or empty, except with --resume.")
  private Path output;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the model, as annotations carry it.%n  Default: that of the directory")
  private String name;

  @Option(
      names = "--language",
      defaultValue = "en",
      paramLabel = "CODE",
      description = "Language of the texts (ISO 639), which decides how tokens are found.")
  private String language;

  @Option(
      names = "--encoder",
      paramLabel = "KIND",
      description = {
        "Kind of network:",
        "minilm: starts from a pretrained encoder (all-MiniLM-L6-v2, English); the better one;",
        "word: small, learns its words from the training data, for any language.",
        "  Default: minilm; word for objective paper or another language"
      })
  private EncoderKind encoder;

  @Option(
      names = "--blocks",
      paramLabel = "N",
      description =
          "Transformer blocks; of a pretrained encoder the lowest N.%n  Default: 6; 1 for words")
  private Integer blocks;

  @Option(
      names = "--frozen-blocks",
      paramLabel = "N",
      description =
          "Lowest pretrained blocks that stay as they are, besides the embedding: less to learn,"
              + " faster steps.%n  Default: 0")
  private Integer frozenBlocks;

  @Option(
      names = "--allocation-layers",
      split = ",",
      paramLabel = "N",
      description =
          "Blocks (from 1, separated by commas) whose neurons the objective arranges and"
              + " explanations report.%n  Default: the last")
  private List<Integer> allocationLayers;

  @Option(
      names = "--objective",
      defaultValue = "corrected",
      paramLabel = "NAME",
      description = {
        "What the network learns besides the labels:",
        "corrected: few important words, neurons of their own for each, free of padding;",
        "paper: the same by the formulas of the published code, for comparison;",
        "none: nothing, and no word mask."
      })
  private ObjectiveName objective;

  @Option(
      names = "--lambda-importance",
      paramLabel = "X",
      description =
          "Weight of keeping important words on neurons of their own, from 0."
              + "%n  Default: 1, without effect for objective none")
  private Double lambdaImportance;

  @Option(
      names = "--lambda-interaction",
      paramLabel = "X",
      description =
          "Weight of letting words that are read together share neurons, from 0."
              + "%n  Default: 1, without effect for objective none")
  private Double lambdaInteraction;

  @Option(
      names = "--lambda-information",
      paramLabel = "X",
      description =
          "Weight of keeping the word mask close to its prior early on, from 0."
              + "%n  Default: 0.1 for objective corrected, else 0")
  private Double lambdaInformation;

  @Option(
      names = "--keep-prior",
      paramLabel = "X",
      description =
          "Share of the words that the mask keeps before it knows anything, between 0 and 1."
              + "%n  Default: 0.2")
  private Double keepPrior;

  @Option(
      names = "--mask-context",
      paramLabel = "N",
      description =
          "Neighbours on each side that the word mask sees; with 0 a word is as important as"
              + " anywhere else.%n  Default: 2; 1 for words, 0 for objective paper")
  private Integer maskContext;

  @Option(
      names = "--dropout",
      paramLabel = "X",
      description =
          "Probability of dropping a value in training, from 0 to 0.99."
              + "%n  Default: 0.1; 0.3 for words, except with objective paper")
  private Double dropout;

  @Option(
      names = "--word-dropout",
      paramLabel = "X",
      description =
          "Probability of hiding a word in training, so that unknown words are no surprise."
              + "%n  Default: 0; 0.05 for words, except with objective paper")
  private Double wordDropout;

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
  private Integer overlap;

  @Option(
      names = "--windows-per-text",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "Most stretches of a long text that an epoch reads, others the next time; 0 for all.")
  private int windowsPerText;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Most passes over the training data.%n  Default: 3; 10 for words")
  private Integer epochs;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description =
          "Stop after N epochs without progress on the development data.%n  Default: 2; 3 for words")
  private Integer patience;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description =
          "Highest learning rate, above 0; it rises to it for a tenth of the steps and falls to 0."
              + "%n  Default: 0.0001; 0.0005 for words, except with objective paper")
  private Double learningRate;

  @Option(
      names = "--layer-decay",
      paramLabel = "X",
      description =
          "Factor on the learning rate from each pretrained block to the one below, up to 1."
              + "%n  Default: 0.9")
  private Double layerDecay;

  @Option(
      names = "--fresh-rate",
      paramLabel = "X",
      description =
          "Factor on the learning rate of what was not pretrained: word mask and classifier."
              + "%n  Default: 10")
  private Double freshRate;

  @Option(
      names = "--weight-decay",
      paramLabel = "X",
      description =
          "Share of a weight, times the learning rate, that a step takes away, from 0 to 1."
              + "%n  Default: 0.01; 0 for words")
  private Double weightDecay;

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
      names = "--batch-tokens",
      defaultValue = "1024",
      paramLabel = "N",
      description = "Most tokens (word pieces) in a batch, padding counted.")
  private int batchTokens;

  @Option(
      names = "--min-count",
      defaultValue = "2",
      paramLabel = "N",
      description = "Words that occur less often in the training data are unknown words.")
  private int minCount;

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

  @Option(
      names = "--paper-padding",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "For objective paper: pad every text to N tokens and let padding take part, as the"
              + " published code does; also the longest stretch read at once. 0 for no part.")
  private int paperPadding;

  @Option(
      names = "--resume",
      description = "Go on from the last checkpoint in the output directory, with equal options.")
  private boolean resume;

  @ParentCommand private SafrCommand safr;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    checkOptions();
    for (Path file : train) {
      InputFiles.checkReadable("Training file", file);
    }
    InputFiles.checkReadable("Development file", dev);
    checkOutput();
    return train();
  }

  private void checkOptions() {
    Checks usage = new Checks(spec);
    usage.language("--language", language);
    usage.atLeast("--lambda-importance", lambdaImportance, 0);
    usage.atLeast("--lambda-interaction", lambdaInteraction, 0);
    usage.atLeast("--lambda-information", lambdaInformation, 0);
    usage.atLeast("--mask-context", maskContext, 0);
    usage.between("--dropout", dropout, 0, 0.99);
    usage.between("--word-dropout", wordDropout, 0, 0.99);
    usage.between("--keep-prior", keepPrior, 0.001, 0.999);
    chooseEncoder(usage);
    usage.range(
        "--max-tokens",
        maxTokens,
        encoder == EncoderKind.MINILM ? SHORTEST_PIECES : 1,
        encoder == EncoderKind.MINILM ? TrainingOptions.LONGEST_WINDOW_OF_PIECES : LONGEST_WINDOW);
    usage.atLeast("--blocks", blocks, 1);
    usage.atLeast("--frozen-blocks", frozenBlocks, 0);
    usage.atLeast("--overlap", overlap, 0);
    usage.atLeast("--windows-per-text", windowsPerText, 0);
    usage.between("--layer-decay", layerDecay, 0.01, 1);
    usage.between("--fresh-rate", freshRate, 0.01, 1000);
    usage.between("--weight-decay", weightDecay, 0, 1);
    usage.atLeast("--epochs", epochs, 1);
    usage.atLeast("--patience", patience, 1);
    usage.above("--learning-rate", learningRate, 0);
    usage.between("--learning-rate", learningRate, 0, 1);
    usage.atLeast("--batch-tokens", batchTokens, 1);
    usage.atLeast("--min-count", minCount, 1);
    usage.range("--threads", threads, 0, MOST_THREADS);
    usage.range("--paper-padding", paperPadding, 0, LONGEST_WINDOW);
    if (paperPadding > 0 && objective != ObjectiveName.PAPER) {
      throw usage.invalid(
          "--paper-padding", String.valueOf(paperPadding), "0, or choose --objective paper");
    }
    if (name == null) {
      name = output.toAbsolutePath().normalize().getFileName().toString();
    }
    if (!name.matches("[A-Za-z0-9._-]{1,100}")) {
      throw usage.invalid("--name", name, "up to 100 letters, digits and . _ -");
    }
  }

  private void chooseEncoder(Checks usage) {
    boolean words = objective == ObjectiveName.PAPER || !language.equals(ENGLISH);
    if (encoder == null) {
      encoder = words ? EncoderKind.WORD : EncoderKind.MINILM;
    } else if (encoder == EncoderKind.MINILM && words) {
      throw usage.invalid(
          "--encoder",
          encoder.id(),
          "word: the paper's objective is defined for it only, and the pretrained encoder knows"
              + " English only");
    }
  }

  private void checkOutput() throws IOException {
    if (Files.exists(output) && !Files.isDirectory(output)) {
      throw new CommandFailure(
          "Output '" + output + "' is a file. Choose a directory for the model.");
    }
    if (resume && !Files.isDirectory(output)) {
      throw new CommandFailure(
          "There is no run to resume in '" + output + "'. Start it without --resume.");
    }
    if (!resume && Files.isDirectory(output)) {
      try (Stream<Path> entries = Files.list(output)) {
        if (entries.findAny().isPresent()) {
          throw new CommandFailure(
              "Output directory '%s' is not empty. Choose another, or go on with --resume."
                  .formatted(output));
        }
      }
    }
  }

  private int train() throws IOException {
    TrainingJob job = new TrainingJob(options(), train, dev, output);
    if (job.isFinished()) {
      job.tidy();
      safr.console().result("The model in '" + output + "' is finished already.");
      return ExitCode.OK;
    }
    ClassificationMetrics metrics;
    try (TrainingProgress progress =
        new TrainingProgress(safr.console(), Terminal.watchesStandardError())) {
      metrics = job.run(resume, progress);
    } catch (FileSystemException e) {
      throw new CommandFailure(
          "'%s' cannot be written (%s). Check its permissions and the space left, then go on with --resume."
              .formatted(e.getFile(), e.getClass().getSimpleName()),
          e);
    }
    safr.console()
        .result(
            String.format(
                Locale.ROOT,
                "%s: accuracy %.4f, macro F1 %.4f on %,d development texts",
                output,
                metrics.accuracy(),
                metrics.macroF1(),
                metrics.examples()));
    return ExitCode.OK;
  }

  private TrainingOptions options() {
    TrainingOptions.Builder options =
        TrainingOptions.builder(Objective.of(objective.toString()), encoder)
            .name(name)
            .language(language)
            .windowsPerText(windowsPerText)
            .precision(precision)
            .batchTokens(batchTokens)
            .minCount(minCount)
            .maxTokens(maxTokens)
            .seed(seed)
            .threads(threads)
            .paperPadding(paperPadding);
    set(lambdaImportance, options::lambdaImportance);
    set(lambdaInteraction, options::lambdaInteraction);
    set(lambdaInformation, options::lambdaInformation);
    set(keepPrior, options::keepPrior);
    set(maskContext, options::maskContext);
    set(dropout, options::dropout);
    set(wordDropout, options::wordDropout);
    set(learningRate, options::learningRate);
    set(blocks, options::blocks);
    set(frozenBlocks, options::frozenBlocks);
    set(allocationLayers, options::allocationLayers);
    set(overlap, options::overlap);
    set(layerDecay, options::layerDecay);
    set(freshRate, options::freshRate);
    set(weightDecay, options::weightDecay);
    set(epochs, options::epochs);
    set(patience, options::patience);
    try {
      return options.build();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** Options that were left out keep the default of the objective. */
  private static <T> void set(T value, Consumer<T> option) {
    if (value != null) {
      option.accept(value);
    }
  }
}
