package io.github.safr.training;

import io.github.safr.evaluation.ClassificationMetrics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people should know of a model before they use it, as Markdown. */
final class ModelCard {

  /** Heading of what explanations mean. */
  private static final String MEANING = "## What importance means here";

  private final TrainingOptions options;
  private final TrainingData data;
  private final TrainedNetwork trained;
  private final ClassificationMetrics metrics;

  ModelCard(
      TrainingOptions options,
      TrainingData data,
      TrainedNetwork trained,
      ClassificationMetrics metrics) {
    this.options = options;
    this.data = data;
    this.trained = trained;
    this.metrics = metrics;
  }

  String text() {
    return String.format(
        Locale.ROOT,
        """
        # %s

        A text classifier for safr-uima, trained with SAFR.

        | | |
        | --- | --- |
        | labels | %s |
        | language | %s |
        | network | %s, %d block(s), width %d, %d neurons a block, %,d %s |
        | explained layers | %s |
        | longest window | %d %s; longer texts are read in several, which share %d tokens |
        | objective | %s (importance x %s, interaction x %s, information x %s) |
        | seed | %d |
        | best epoch | %d of %d |
        | weights | %s |

        ## Data

        %s

        ## Measured

        On the development data (%,d texts), with the files of this directory: accuracy %.4f, macro \
        F1 %.4f; before the trained weights were rounded, %.4f. The best epoch was chosen on these same \
        texts, so expect a little less on others.

        %s

        %s

        %s

        %s

        ## Limits

        %s It learned from texts of one kind: measure it on yours (`evaluate`) before you rely on \
        it. Its reasons describe the model, not the world.
        """,
        options.name(),
        String.join(", ", data.labels()),
        options.language(),
        trained.provenance().isEmpty()
            ? "trained from nothing"
            : "starts from " + trained.provenance().get("name"),
        trained.architecture().blocks(),
        trained.architecture().width(),
        trained.architecture().innerWidth(),
        trained.architecture().vocabularySize(),
        trained.encoder().unit(),
        options.allocationLayers().stream().map(String::valueOf).collect(Collectors.joining(", ")),
        options.maxTokens(),
        trained.encoder().unit(),
        options.overlap(),
        options.objective().id(),
        options.lambdaImportance(),
        options.lambdaInteraction(),
        options.lambdaInformation(),
        options.seed(),
        trained.best().epoch(),
        trained.history().size(),
        trained.architecture().eightBitEmbedding()
            ? "half precision, the embedding eight bits an entry"
            : "half precision",
        sources(),
        metrics.examples(),
        metrics.accuracy(),
        metrics.macroF1(),
        trained.best().devAccuracy(),
        confusion(),
        keepRate(),
        MEANING,
        importance(trained.attribution(), options.objective().masks()),
        trained.encoder().readsAnyWord()
            ? "Words that its training data lacks are read by what the pretrained encoder knows of"
                + " their pieces."
            : "The model knows the words of its training data only; all others look alike to it.");
  }

  private String sources() {
    return Stream.concat(pretrained(), Stream.of(files(data.sources())))
        .collect(Collectors.joining("\n"));
  }

  private Stream<String> pretrained() {
    Map<String, String> from = trained.provenance();
    return from.isEmpty()
        ? Stream.empty()
        : Stream.of(
            "- pretrained weights and word pieces: %s (%s), from `%s`, SHA-256 of the ONNX file `%s`"
                .formatted(
                    from.get("name"), from.get("license"), from.get("source"), from.get("sha256")));
  }

  private static String files(List<DataSource> sources) {
    return sources.stream()
        .map(
            source ->
                String.format(
                    Locale.ROOT,
                    "- %s: `%s`, %,d texts, SHA-256 `%s`",
                    source.role(),
                    source.file(),
                    source.examples(),
                    source.sha256()))
        .collect(Collectors.joining("\n"));
  }

  private String confusion() {
    StringBuilder table = new StringBuilder("| right \\ predicted |");
    metrics.labels().forEach(label -> table.append(' ').append(cell(label)).append(" |"));
    table.append("\n| --- |").append(" ---: |".repeat(metrics.labels().size()));
    for (int row = 0; row < metrics.labels().size(); row++) {
      table.append("\n| ").append(cell(metrics.labels().get(row))).append(" |");
      for (int count : metrics.confusion()[row]) {
        table.append(' ').append(count).append(" |");
      }
    }
    return table.toString();
  }

  /** Text inside a cell of a Markdown table. */
  private static String cell(String text) {
    return text.replace("\\", "\\\\").replace("|", "\\|");
  }

  private String keepRate() {
    if (!options.objective().masks()) {
      return "The network has no word mask.";
    }
    KeepRate keep = trained.best().keep();
    return String.format(
        Locale.ROOT,
        "The word mask keeps %.3f of a token on average (quantiles: 5 %% %.3f, 25 %% %.3f, median"
            + " %.3f, 75 %% %.3f, 95 %% %.3f).",
        keep.mean(),
        keep.p05(),
        keep.p25(),
        keep.median(),
        keep.p75(),
        keep.p95());
  }

  /**
   * The card of a model that learned anew what tokens contribute.
   *
   * @param card the model's card, perhaps with words of its makers
   * @param name what the model is called now
   * @param masks whether the network has a word mask
   * @param settings how it learned
   * @param sources from what
   */
  static String withAttribution(
      String card,
      String name,
      boolean masks,
      AttributionSettings settings,
      List<DataSource> sources) {
    String titled = card.replaceFirst("\\A# .*", Matcher.quoteReplacement("# " + name));
    String meaning =
        importance(true, masks)
            + String.format(
                Locale.ROOT,
                "\n\nLearned with seed %d from at most %,d windows of:\n\n%s",
                settings.seed(),
                settings.texts(),
                files(sources));
    int begin = titled.indexOf(MEANING);
    if (begin < 0) {
      return titled.stripTrailing() + "\n\n" + MEANING + "\n\n" + meaning + "\n";
    }
    int end = titled.indexOf("\n## ", begin + MEANING.length());
    return titled.substring(0, begin)
        + MEANING
        + "\n\n"
        + meaning
        + "\n"
        + (end < 0 ? "" : titled.substring(end));
  }

  private static String importance(boolean attribution, boolean masks) {
    String sum =
        " They sum to what sets the label apart from the others, less the classifier's bias.";
    String contribution =
        attribution
            ? "`contribution` is what the network itself says of each token, as it classifies: it has"
                + " learned how its decisions on training texts change when tokens are deleted."
                + sum
            : "`contribution` is what the classifier reads at the place of each token." + sum;
    String visibility =
        masks
            ? " `visibility` is how much of the token the word mask lets the network see."
            : " The network has no word mask, so every token's `visibility` is 1.";
    return contribution
        + " `importance` is its size, relative to the largest in the text."
        + visibility;
  }
}
