package io.github.safr.cli;

import io.github.safr.type.Classification;
import io.github.safr.type.ImportantToken;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.CASException;
import org.apache.uima.cas.Type;
import org.apache.uima.jcas.JCas;
import org.apache.uima.jcas.cas.StringArray;
import org.apache.uima.jcas.tcas.Annotation;

/**
 * What a person wants to know of an annotated document at a glance.
 *
 * @param name the document's name
 * @param verdict what was decided; empty if there was nothing to classify
 */
record DocumentSummary(String name, Optional<Verdict> verdict) {

  /**
   * The decision on a whole document.
   *
   * @param label the label with the highest mean probability over the units, long units counting
   *     for more: each by its number of tokens
   * @param confidence that mean
   * @param units how many units got each label, in the order of the model's labels; only labels
   *     that occur
   * @param words the words that spoke most for the label, strongest first; empty without
   *     explanations
   */
  record Verdict(String label, double confidence, Map<String, Integer> units, List<String> words) {}

  private static final int WORDS = 5;

  /**
   * Sums up the decisions that a CAS holds.
   *
   * @param tokenType name of the type of its tokens
   */
  static DocumentSummary of(String name, CAS cas, String tokenType) throws CASException {
    JCas jcas = cas.getJCas();
    Type token = cas.getTypeSystem().getType(tokenType);
    List<Classification> decisions = decisions(jcas);
    if (decisions.isEmpty()) {
      return new DocumentSummary(name, Optional.empty());
    }
    String[] labels = decisions.get(0).getLabels().toStringArray();
    double[] mean = new double[labels.length];
    Map<String, Integer> count = new LinkedHashMap<>();
    for (String label : labels) {
      count.put(label, 0);
    }
    double total = 0;
    for (Classification decision : decisions) {
      long weight = Math.max(1, jcas.<Annotation>select(token).coveredBy(decision).count());
      for (int i = 0; i < mean.length; i++) {
        mean[i] += weight * decision.getProbabilities(i);
      }
      total += weight;
      count.merge(decision.getLabel(), 1, Integer::sum);
    }
    int best = 0;
    for (int i = 1; i < mean.length; i++) {
      best = mean[i] > mean[best] ? i : best;
    }
    count.values().removeIf(number -> number == 0);
    return new DocumentSummary(
        name,
        Optional.of(
            new Verdict(labels[best], mean[best] / total, count, words(jcas, labels[best]))));
  }

  /**
   * Those with the labels of the newest, which was made last and so is of the model that ran: a
   * document may have brought others, of another model, or such that lack something.
   */
  private static List<Classification> decisions(JCas jcas) {
    List<Classification> whole =
        jcas.select(Classification.class).filter(DocumentSummary::isWhole).toList();
    return whole.stream()
        .max(Comparator.comparingInt(Classification::_id))
        .map(newest -> whole.stream().filter(decision -> hasLabelsOf(newest, decision)).toList())
        .orElse(List.of());
  }

  private static boolean isWhole(Classification decision) {
    StringArray labels = decision.getLabels();
    return decision.getLabel() != null
        && labels != null
        && labels.size() > 0
        && !Arrays.asList(labels.toStringArray()).contains(null)
        && decision.getProbabilities() != null
        && decision.getProbabilities().size() == labels.size();
  }

  private static boolean hasLabelsOf(Classification one, Classification other) {
    return Arrays.equals(one.getLabels().toStringArray(), other.getLabels().toStringArray());
  }

  /**
   * The words that spoke most for a label. A word is worth the root of the summed squares of what
   * its occurrences contributed: one strong occurrence counts for more than many faint ones, as
   * little words have in long documents.
   */
  private static List<String> words(JCas jcas, String label) {
    Map<String, String> spelling = new HashMap<>();
    Map<String, Double> worth = new LinkedHashMap<>();
    for (ImportantToken token : jcas.select(ImportantToken.class)) {
      String text = token.getCoveredText();
      if (token.getClassification() != null
          && label.equals(token.getClassification().getLabel())
          && token.getContribution() > 0
          && text.codePoints().anyMatch(Character::isLetterOrDigit)) {
        String word = text.toLowerCase(Locale.ROOT);
        double strength = token.getContribution();
        // A capital that only begins a sentence is not part of the word.
        spelling.merge(word, text, (old, now) -> now.equals(word) ? now : old);
        worth.merge(word, strength * strength, Double::sum);
      }
    }
    return worth.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .limit(WORDS)
        .map(entry -> spelling.get(entry.getKey()))
        .toList();
  }
}
