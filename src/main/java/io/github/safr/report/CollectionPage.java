package io.github.safr.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the template of the collection page needs. */
final class CollectionPage {

  static final String TEMPLATE = "collection.ftlh";

  private static final int WORDS = 15;

  private CollectionPage() {}

  static Map<String, Object> of(String title, CollectionTally tally) {
    return Map.of(
        "title",
        title,
        "documents",
        tally.entries().size(),
        "units",
        tally.units(),
        "explained",
        tally.explained(),
        "models",
        tally.models(),
        "labels",
        tally.labels().stream().map(label -> label(label, tally)).toList(),
        "bins",
        bins(tally.confidences()),
        "data",
        Pages.data(ReportJson.of(tally)));
  }

  private static Map<String, Object> label(CollectionTally.Label label, CollectionTally tally) {
    return Map.of(
        "name",
        label.name(),
        "documents",
        label.documents(),
        "units",
        label.units(),
        "share",
        percent(label.units(), tally.units()),
        "words",
        label.words().most(WORDS).stream()
            .map(
                word ->
                    Map.of(
                        "text",
                        word.text(),
                        "units",
                        word.units(),
                        "contribution",
                        String.format(Locale.ROOT, "%+.2f", word.contribution())))
            .toList());
  }

  private static List<Map<String, Object>> bins(Histogram histogram) {
    List<Map<String, Object>> bins = new ArrayList<>();
    long highest = Math.max(1, histogram.highest());
    for (int i = 0; i < Histogram.BINS; i++) {
      bins.add(
          Map.of(
              "from",
              bound(i),
              "to",
              bound(i + 1),
              "count",
              histogram.count(i),
              "height",
              Math.ceil(100.0 * histogram.count(i) / highest)));
    }
    return bins;
  }

  private static String bound(int bin) {
    return String.format(Locale.ROOT, "%.2f", bin / (double) Histogram.BINS);
  }

  private static String percent(long part, long whole) {
    return whole == 0 ? "" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
  }
}
