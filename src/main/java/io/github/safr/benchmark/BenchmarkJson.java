package io.github.safr.benchmark;

import com.google.gson.GsonBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report for programs. What could not be measured is null, and {@code contenders} say why. */
public final class BenchmarkJson {

  private static final List<String> OURS =
      List.of(Contenders.ENGINE, Contenders.CLASSIFY, Contenders.EXPLAIN, Contenders.ANNOTATE);

  private BenchmarkJson() {}

  /** The report as JSON. */
  public static String text(BenchmarkReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("sentencesPerSecond", speeds(report));
    json.put("ratios", medians(report, Comparison.ALL));
    json.put("paddingShare", report.paddingShare());
    json.put("peakMemoryMiB", report.peakMemoryMiB());
    json.put("otherRatios", medians(report, Comparison.MORE));
    json.put("ratioRanges", ranges(report));
    json.put("contenders", contenders(report));
    json.put("parity", report.parity());
    json.put("memory", report.memory());
    json.put("scaling", report.scaling());
    json.put("text", report.text());
    json.put("machine", report.machine());
    json.put("settings", settings(report.settings()));
    return new GsonBuilder().setPrettyPrinting().serializeNulls().create().toJson(json) + "\n";
  }

  private static Map<String, Double> speeds(BenchmarkReport report) {
    Map<String, Double> speeds = new LinkedHashMap<>();
    for (String name : OURS) {
      Timing timing = report.timings().get(name);
      speeds.put(name, timing != null && timing.exists() ? timing.summary().median() : null);
    }
    return speeds;
  }

  private static Map<String, Double> medians(BenchmarkReport report, List<Comparison> comparisons) {
    Map<String, Double> medians = new LinkedHashMap<>();
    for (Comparison comparison : comparisons) {
      Summary summary = report.compare(comparison);
      medians.put(comparison.name(), summary == null ? null : summary.median());
    }
    return medians;
  }

  private static Map<String, Summary> ranges(BenchmarkReport report) {
    Map<String, Summary> ranges = new LinkedHashMap<>();
    Comparison.ALL.forEach(comparison -> ranges.put(comparison.name(), report.compare(comparison)));
    Comparison.MORE.forEach(
        comparison -> ranges.put(comparison.name(), report.compare(comparison)));
    return ranges;
  }

  private static Map<String, Object> contenders(BenchmarkReport report) {
    Map<String, Object> contenders = new LinkedHashMap<>();
    report
        .timings()
        .forEach(
            (name, timing) -> {
              Map<String, Object> entry = new LinkedHashMap<>();
              entry.put("sentencesPerSecond", timing.exists() ? timing.summary() : null);
              entry.put("sentences", timing.sentences());
              entry.put("seconds", timing.seconds());
              entry.put("failure", timing.failure());
              contenders.put(name, entry);
            });
    return contenders;
  }

  private static Map<String, Object> settings(BenchmarkSettings settings) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("model", settings.model());
    json.put("device", settings.device().toString());
    json.put("threads", settings.threads());
    json.put("sizes", settings.sizes());
    json.put("seed", settings.seed());
    return json;
  }
}
