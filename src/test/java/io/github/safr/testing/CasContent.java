package io.github.safr.testing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.CommonArrayFS;
import org.apache.uima.cas.Feature;
import org.apache.uima.cas.FeatureStructure;
import org.apache.uima.jcas.cas.FSArray;
import org.apache.uima.jcas.cas.TOP;

/**
 * All that is in a CAS, line by line: its views, what is indexed in each of them, and every feature
 * structure that is indexed or can be reached from there, with all its values, texts of sofas
 * included. Feature structures are numbered as they are met, so that equal CASes have equal
 * content, whether they are the same one before and after or come from two files.
 */
public final class CasContent {

  /** What classifier and explainer add. */
  public static final Set<String> DECISIONS =
      Set.of(
          "io.github.safr.type.Classification",
          "io.github.safr.type.ImportantToken",
          "io.github.safr.type.CorrelatedTokens",
          "io.github.safr.type.NeuronAllocation");

  private final Predicate<String> passedOver;
  private final List<String> lines = new ArrayList<>();
  private final Map<FeatureStructure, Integer> numbers = new LinkedHashMap<>();
  private final Deque<FeatureStructure> open = new ArrayDeque<>();

  private CasContent(Predicate<String> passedOver) {
    this.passedOver = passedOver;
  }

  /** What is in a CAS. */
  public static List<String> of(CAS cas) {
    return without(type -> false, cas);
  }

  /** What is in a CAS apart from decisions and their explanations. */
  public static List<String> withoutDecisions(CAS cas) {
    return without(DECISIONS::contains, cas);
  }

  /**
   * What is in a CAS apart from some types.
   *
   * @param passedOver names of the types that are as good as not there
   */
  public static List<String> without(Predicate<String> passedOver, CAS cas) {
    CasContent content = new CasContent(passedOver);
    // UIMA keeps views in no order.
    Map<String, CAS> views = new TreeMap<>();
    cas.getViewIterator().forEachRemaining(view -> views.put(view.getViewName(), view));
    views.values().forEach(content::addView);
    content.addReached();
    return content.lines;
  }

  private void addView(CAS view) {
    lines.add("view " + view.getViewName());
    if (view.getSofa() != null) {
      lines.add("  of " + reference(view.getSofa()));
    }
    for (TOP indexed : view.getIndexRepository().getIndexedFSs()) {
      if (!passedOver.test(indexed.getType().getName())) {
        lines.add("  has " + reference(indexed));
      }
    }
  }

  private void addReached() {
    while (!open.isEmpty()) {
      FeatureStructure fs = open.remove();
      lines.add(numbers.get(fs) + " " + fs.getType().getName() + " " + values(fs));
    }
  }

  private String values(FeatureStructure fs) {
    if (fs instanceof FSArray<?> array) {
      return Arrays.stream(array.toArray()).map(this::reference).toList().toString();
    }
    if (fs instanceof CommonArrayFS<?> array) {
      return Arrays.toString(array.toStringArray());
    }
    List<String> values = new ArrayList<>();
    for (Feature feature : fs.getType().getFeatures()) {
      String value =
          feature.getRange().isPrimitive()
              ? fs.getFeatureValueAsString(feature)
              : reference(fs.getFeatureValue(feature));
      values.add(feature.getShortName() + "=" + value);
    }
    return values.toString();
  }

  private String reference(FeatureStructure fs) {
    if (fs == null) {
      return "none";
    }
    if (passedOver.test(fs.getType().getName())) {
      return "a " + fs.getType().getName();
    }
    return "#"
        + numbers.computeIfAbsent(
            fs,
            met -> {
              open.add(met);
              return numbers.size() + 1;
            });
  }
}
