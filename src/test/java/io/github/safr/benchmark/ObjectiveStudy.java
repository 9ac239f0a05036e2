package io.github.safr.benchmark;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import org.hipparchus.stat.descriptive.StreamingStatistics;
import org.hipparchus.stat.inference.TTest;

/**
 * What each part of the objective is good for: trains a network for every variant and seed, teaches
 * it what tokens contribute, measures it, and prints tables of means and standard deviations over
 * seeds, with paired tests against the variant without any mask. Uses the command line as it is
 * built. What is there already is not made again, so a study that was stopped goes on, and a head
 * can be learned anew without training networks again.
 *
 * <pre>
 * mvn -q -DskipTests package &amp;&amp; mvn -q test-compile exec:java -Dexec.classpathScope=test \
 *     -Dsafr.main=io.github.safr.benchmark.ObjectiveStudy -Dexec.args="DATA OUTPUT word 5"
 * </pre>
 */
public final class ObjectiveStudy {

  private static final Path JAR = Path.of("target", "safr.jar");
  private static final String BASELINE = "none";

  /** What an evaluation says, by its place in {@code evaluation.json}, and what tables call it. */
  private static final List<Map<String, String>> TABLES = List.of(explanations(), allocation());

  private final Path data;
  private final Path output;
  private final String encoder;
  private final int seeds;

  private ObjectiveStudy(Path data, Path output, String encoder, int seeds) {
    this.data = data;
    this.output = output;
    this.encoder = encoder;
    this.seeds = seeds;
  }

  /**
   * Runs a study.
   *
   * @param args directory with train.tsv, dev.tsv and dev-word-labels.tsv; directory for models and
   *     figures; {@code word} or {@code minilm}; number of seeds
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 4) {
      throw new IllegalArgumentException("Give DATA OUTPUT word|minilm SEEDS.");
    }
    new ObjectiveStudy(Path.of(args[0]), Path.of(args[1]), args[2], Integer.parseInt(args[3]))
        .run();
  }

  private static Map<String, String> explanations() {
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put("accuracy", "accuracy");
    figures.put("explainers.safr.comprehensiveness", "compr.");
    figures.put("explainers.safr.sufficiency", "suff.");
    figures.put("explainers.safr.normalizedComprehensiveness", "normalised compr.");
    figures.put("explainers.safr.normalizedSufficiency", "normalised suff.");
    figures.put("explainers.occlusion.comprehensiveness", "compr. of leave-one-out");
    figures.put("explainers.safr.rocAuc", "ROC AUC");
    figures.put("explainers.mask.comprehensiveness", "compr. of visibility");
    figures.put("explainers.mask.rocAuc", "ROC AUC of visibility");
    return figures;
  }

  private static Map<String, String> allocation() {
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put("neurons.capacity", "capacity");
    figures.put("neurons.interference", "interference");
    figures.put("neurons.effectiveNeurons", "effective neurons");
    figures.put("neurons.selectivity.mean", "selectivity");
    figures.put("neurons.wordTypes.mean", "word types a neuron");
    figures.put("neurons.allocated.absolute.mean", "change without allocated");
    figures.put("neurons.random.ratio.mean", "times random");
    figures.put("pairs.topMatched.mean", "interaction of best pairs");
    figures.put("pairs.overMatched.mean", "over distance-matched");
    return figures;
  }

  private Map<String, List<String>> variants() {
    Map<String, List<String>> variants = new LinkedHashMap<>();
    variants.put(BASELINE, List.of("--objective", "none"));
    variants.put("mask only", List.of("--lambda-importance", "0", "--lambda-interaction", "0"));
    variants.put("mask + importance", List.of("--lambda-interaction", "0"));
    variants.put("mask + interaction", List.of("--lambda-importance", "0"));
    variants.put("corrected", List.of());
    if (encoder.equals("word")) {
      variants.put("paper", List.of("--objective", "paper"));
    }
    return variants;
  }

  private void run() throws IOException, InterruptedException {
    Map<String, List<JsonObject>> results = new LinkedHashMap<>();
    // Seed by seed, so that a study that is stopped has all variants.
    for (int seed = 0; seed < seeds; seed++) {
      for (Map.Entry<String, List<String>> variant : variants().entrySet()) {
        results
            .computeIfAbsent(variant.getKey(), name -> new ArrayList<>())
            .add(result(variant.getKey(), variant.getValue(), seed));
      }
    }
    TABLES.forEach(figures -> print(results, figures));
  }

  private JsonObject result(String variant, List<String> options, int seed)
      throws IOException, InterruptedException {
    String name = encoder + "-" + variant.replaceAll("[^a-z]+", "-") + "-" + seed;
    Path network = output.resolve("networks").resolve(name);
    Path model = output.resolve("models").resolve(name);
    Path figures = output.resolve("figures").resolve(name);
    String train = data.resolve("train.tsv").toString();
    String dev = data.resolve("dev.tsv").toString();
    if (isMissing(network, "model.json")) {
      List<String> command =
          words("train --attribution-texts 0 --threads 1", "--encoder", encoder, "--train", train);
      command.addAll(List.of("--dev", dev, "--seed", "" + seed, "--output", network.toString()));
      command.addAll(
          words(encoder.equals("word") ? "--epochs 6" : "--epochs 2 --precision bfloat16"));
      command.addAll(options);
      safr(command);
    }
    if (isMissing(model, "model.json")) {
      List<String> command = words("attribute --threads 1", "--texts", train, "--seed", "" + seed);
      command.addAll(words("--attribution-texts", encoder.equals("word") ? "600" : "400"));
      command.addAll(List.of("--model", network.toString(), "--output", model.toString()));
      safr(command);
    }
    if (isMissing(figures, "evaluation.json")) {
      List<String> command =
          words("evaluate --removal deletion --limits-examples 20 --data", dev, "--model");
      command.add(model.toString());
      command.addAll(List.of("--word-labels", data.resolve("dev-word-labels.tsv").toString()));
      command.addAll(
          words(
              encoder.equals("word")
                  ? "--examples 300 --neurons-examples 100"
                  : "--examples 150 --neurons-examples 50"));
      command.addAll(
          words(
              "--explainers",
              variant.equals(BASELINE) ? "safr,random,occlusion" : "safr,mask,random,occlusion"));
      command.addAll(List.of("--output", figures.toString()));
      safr(command);
    }
    JsonObject result =
        JsonParser.parseString(Files.readString(figures.resolve("evaluation.json")))
            .getAsJsonObject();
    // Of all development texts, where the rest is of a sample.
    result.add(
        "accuracy",
        JsonParser.parseString(Files.readString(network.resolve("model.json")))
            .getAsJsonObject()
            .getAsJsonObject("metrics")
            .get("devAccuracy"));
    return result;
  }

  /** What is unfinished is begun anew. */
  private static boolean isMissing(Path directory, String last) throws IOException {
    if (Files.exists(directory.resolve(last))) {
      return false;
    }
    FileUtils.deleteDirectory(directory.toFile());
    Files.createDirectories(directory.getParent());
    return true;
  }

  private static List<String> words(String command, String... more) {
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.addAll(List.of(more));
    return words;
  }

  private static void safr(List<String> arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                JAR.toString()));
    command.addAll(arguments);
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException("Exit code " + code + " of: " + String.join(" ", command));
    }
  }

  private static void print(Map<String, List<JsonObject>> results, Map<String, String> figures) {
    List<String> rows = new ArrayList<>();
    rows.add("| | " + String.join(" | ", figures.values()) + " |");
    rows.add("| --- |" + " ---: |".repeat(figures.size()));
    results.forEach(
        (variant, runs) -> {
          StringBuilder row = new StringBuilder("| " + variant + " |");
          for (String figure : figures.keySet()) {
            row.append(' ').append(cell(values(runs, figure))).append(" |");
          }
          rows.add(row.toString());
        });
    rows.add("");
    rows.add("Differences to '" + BASELINE + "', paired by seed, with p of a two-sided t-test:");
    rows.add("");
    rows.add(rows.get(0));
    rows.add(rows.get(1));
    results.forEach(
        (variant, runs) -> {
          if (!variant.equals(BASELINE)) {
            StringBuilder row = new StringBuilder("| " + variant + " |");
            for (String figure : figures.keySet()) {
              row.append(' ')
                  .append(difference(values(runs, figure), values(results.get(BASELINE), figure)))
                  .append(" |");
            }
            rows.add(row.toString());
          }
        });
    rows.add("");
    rows.forEach(System.out::println);
  }

  private static double[] values(List<JsonObject> runs, String figure) {
    return runs.stream().mapToDouble(run -> value(run, figure)).toArray();
  }

  /** NaN where a run has no such figure, as one without a mask has no visibility. */
  private static double value(JsonObject run, String figure) {
    JsonObject at = run;
    String[] path = figure.split("\\.");
    for (String key : Arrays.copyOf(path, path.length - 1)) {
      if (!at.has(key) || !at.get(key).isJsonObject()) {
        return Double.NaN;
      }
      at = at.getAsJsonObject(key);
    }
    String last = path[path.length - 1];
    return at.has(last) && at.get(last).isJsonPrimitive() ? at.get(last).getAsDouble() : Double.NaN;
  }

  private static String cell(double[] values) {
    StreamingStatistics statistics = new StreamingStatistics();
    Arrays.stream(values).forEach(statistics::addValue);
    return Double.isNaN(statistics.getMean())
        ? ""
        : String.format(
            Locale.ROOT,
            "%.3f ± %.3f",
            statistics.getMean(),
            values.length > 1 ? statistics.getStandardDeviation() : 0);
  }

  private static String difference(double[] values, double[] baseline) {
    double[] differences = new double[values.length];
    Arrays.setAll(differences, i -> values[i] - baseline[i]);
    double mean = Arrays.stream(differences).average().orElse(Double.NaN);
    if (Double.isNaN(mean)) {
      return "";
    }
    boolean testable = differences.length > 1 && Arrays.stream(differences).distinct().count() > 1;
    return testable
        ? String.format(
            Locale.ROOT, "%+.3f (p %.2g)", mean, new TTest().pairedTTest(values, baseline))
        : String.format(Locale.ROOT, "%+.3f", mean);
  }
}
