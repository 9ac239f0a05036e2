package io.github.safr.cli;

import io.github.safr.evaluation.ClassificationMetrics;
import io.github.safr.model.ModelManifest;
import io.github.safr.network.Objective;
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
      "      --min-count 1 --batch-tokens 64 --epochs 20",
      "      A small model that sorts support mails.",
      "  safr train --train phrases.tsv.gz --train more.tsv --dev dev.tsv --output mood --seed 7",
      "      Several training files, and another seed.",
      "  safr train --train phrases.tsv.gz --train more.tsv --dev dev.tsv --output mood \\",
      "      --seed 7 --resume",
      "      Goes on where the run before was interrupted, with the same result."
    })
final class TrainCommand implements Callable<Integer> {

  private static final int MOST_THREADS = 256;
  private static final int LONGEST_WINDOW = ModelManifest.LARGEST_WINDOW;

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
      defaultValue = "word",
      paramLabel = "KIND",
      description = "Kind of network: word (learns its words from the training data).")
  private EncoderKind encoder;

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
              + " anywhere else.%n  Default: 1; 0 for objective paper")
  private Integer maskContext;

  @Option(
      names = "--dropout",
      paramLabel = "X",
      description =
          "Probability of dropping a value in training, from 0 to 0.99."
              + "%n  Default: 0.3; 0.1 for objective paper")
  private Double dropout;

  @Option(
      names = "--word-dropout",
      paramLabel = "X",
      description =
          "Probability of hiding a word in training, so that unknown words are no surprise."
              + "%n  Default: 0.05; 0 for objective paper")
  private Double wordDropout;

  @Option(
      names = "--max-tokens",
      defaultValue = "256",
      paramLabel = "N",
      description =
          "Longest stretch of tokens read at once, up to 4096; longer texts are read in several.")
  private int maxTokens;

  @Option(
      names = "--epochs",
      defaultValue = "10",
      paramLabel = "N",
      description = "Most passes over the training data.")
  private int epochs;

  @Option(
      names = "--patience",
      defaultValue = "3",
      paramLabel = "N",
      description = "Stop after N epochs without progress on the development data.")
  private int patience;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description =
          "Highest learning rate, above 0.%n  Default: 0.0005; 0.0001 for objective paper")
  private Double learningRate;

  @Option(
      names = "--batch-tokens",
      defaultValue = "1024",
      paramLabel = "N",
      description = "Most tokens in a batch, padding counted.")
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
    usage.range("--max-tokens", maxTokens, 1, LONGEST_WINDOW);
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
        TrainingOptions.builder(Objective.of(objective.toString()))
            .name(name)
            .language(language)
            .epochs(epochs)
            .patience(patience)
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
    return options.build();
  }

  /** Options that were left out keep the default of the objective. */
  private static <T> void set(T value, Consumer<T> option) {
    if (value != null) {
      option.accept(value);
    }
  }
}
