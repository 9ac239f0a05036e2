package io.github.safr.explanations;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.jcas.JCas;

/**
 * What was decided in a document, and why: a read-only view of a CAS that the engines have
 * annotated, or of one that was read from a file.
 *
 * <pre>{@code
 * for (ExplainedUnit unit : SafrExplanations.of(jcas).units()) {
 *   System.out.println(unit.label() + ": " + unit.text());
 *   for (ImportantWord word : unit.importantTokens()) {
 *     System.out.println("  " + word.rank() + " " + word.text() + " " + word.contribution());
 *   }
 * }
 * }</pre>
 *
 * <p>Types and features are found by name, so our JCas classes need not be on the class path. The
 * view is taken when it is made: annotations that come or go later do not show. It belongs to the
 * thread of its CAS, and must not be used after the CAS is reset.
 */
public final class SafrExplanations {

  private final Map<AnnotationFS, ExplainedUnit> units;

  private SafrExplanations(Map<AnnotationFS, ExplainedUnit> units) {
    this.units = units;
  }

  /**
   * The decisions in a view of a CAS.
   *
   * @throws IllegalArgumentException if the type system of the CAS lacks our types, or annotations
   *     lie outside of the text
   */
  public static SafrExplanations of(JCas jcas) {
    return of(jcas.getCas());
  }

  /**
   * The decisions in a view of a CAS.
   *
   * @throws IllegalArgumentException if the type system of the CAS lacks our types, or annotations
   *     lie outside of the text
   */
  public static SafrExplanations of(CAS cas) {
    FeatureReader classifications = new FeatureReader(cas, "Classification");
    if (!classifications.isKnown()) {
      throw new IllegalArgumentException(
          "The CAS has no type io.github.safr.type.Classification. Add the type system"
              + " io.github.safr.type.SafrTypeSystem to your pipeline.");
    }
    Map<AnnotationFS, List<ImportantWord>> words = importantWords(cas);
    Map<AnnotationFS, List<WordPair>> pairs = pairs(cas);
    Map<AnnotationFS, List<WordNeurons>> neurons = neurons(cas);
    Map<AnnotationFS, ExplainedUnit> units = new LinkedHashMap<>();
    for (AnnotationFS annotation : classifications.annotations()) {
      List<ImportantWord> ranked = words.getOrDefault(annotation, new ArrayList<>());
      ranked.sort(Comparator.comparingInt(ImportantWord::rank));
      List<WordPair> scored = pairs.getOrDefault(annotation, new ArrayList<>());
      scored.sort(Comparator.comparingDouble(WordPair::score).reversed());
      units.put(
          annotation,
          new ExplainedUnit(
              annotation.getBegin(),
              annotation.getEnd(),
              classifications.text(annotation),
              classifications.string(annotation, "label"),
              classifications.number(annotation, "confidence"),
              probabilities(classifications, annotation),
              classifications.string(annotation, "model"),
              ranked,
              scored,
              byRank(neurons.getOrDefault(annotation, new ArrayList<>()), ranked),
              annotation));
    }
    return new SafrExplanations(units);
  }

  /** All decisions, in the order of the text. */
  public List<ExplainedUnit> units() {
    return List.copyOf(units.values());
  }

  /**
   * One decision.
   *
   * @param classification an annotation of type {@code io.github.safr.type.Classification}
   * @throws IllegalArgumentException if the view has no such decision
   */
  public ExplainedUnit forUnit(AnnotationFS classification) {
    ExplainedUnit unit = units.get(classification);
    if (unit == null) {
      throw new IllegalArgumentException(
          "The annotation is no classification of this view. Ask for one that is in the CAS, and"
              + " make the view after the classifier has run.");
    }
    return unit;
  }

  private static Map<String, Double> probabilities(FeatureReader reader, AnnotationFS unit) {
    String[] labels = reader.strings(unit, "labels");
    double[] values = reader.numbers(unit, "probabilities");
    Map<String, Double> probabilities = new LinkedHashMap<>();
    for (int i = 0; i < Math.min(labels.length, values.length); i++) {
      if (labels[i] != null) {
        probabilities.put(labels[i], values[i]);
      }
    }
    return probabilities;
  }

  /** What belongs to each decision. */
  private static <T> Map<AnnotationFS, List<T>> byDecision(
      FeatureReader reader, Function<AnnotationFS, T> reading) {
    Map<AnnotationFS, List<T>> found = new HashMap<>();
    for (AnnotationFS annotation : reader.annotations()) {
      found
          .computeIfAbsent(
              reader.annotation(annotation, "classification"), key -> new ArrayList<>())
          .add(reading.apply(annotation));
    }
    return found;
  }

  private static Map<AnnotationFS, List<ImportantWord>> importantWords(CAS cas) {
    FeatureReader reader = new FeatureReader(cas, "ImportantToken");
    return byDecision(
        reader,
        token ->
            new ImportantWord(
                token.getBegin(),
                token.getEnd(),
                reader.text(token),
                reader.integer(token, "rank"),
                reader.number(token, "importance"),
                reader.number(token, "contribution"),
                reader.number(token, "visibility"),
                token));
  }

  private static Map<AnnotationFS, List<WordPair>> pairs(CAS cas) {
    FeatureReader reader = new FeatureReader(cas, "CorrelatedTokens");
    return byDecision(
        reader,
        pair ->
            new WordPair(
                reader.annotation(pair, "first"),
                reader.annotation(pair, "second"),
                reader.number(pair, "attention"),
                reader.number(pair, "interference"),
                reader.number(pair, "score"),
                pair));
  }

  private static Map<AnnotationFS, List<WordNeurons>> neurons(CAS cas) {
    FeatureReader reader = new FeatureReader(cas, "NeuronAllocation");
    return byDecision(
        reader,
        allocation ->
            new WordNeurons(
                allocation.getBegin(),
                allocation.getEnd(),
                reader.text(allocation),
                reader.integer(allocation, "layer"),
                reader.number(allocation, "norm"),
                reader.number(allocation, "capacity"),
                reader.number(allocation, "interference"),
                reader.number(allocation, "effectiveNeurons"),
                neuronsOf(reader, allocation),
                allocation));
  }

  private static List<WordNeurons.Neuron> neuronsOf(FeatureReader reader, AnnotationFS allocation) {
    int[] indices = reader.integers(allocation, "neurons");
    double[] activations = reader.numbers(allocation, "activations");
    double[] effects = reader.numbers(allocation, "effects");
    List<WordNeurons.Neuron> neurons = new ArrayList<>(indices.length);
    for (int i = 0; i < indices.length; i++) {
      neurons.add(
          new WordNeurons.Neuron(
              indices[i],
              i < activations.length ? activations[i] : Double.NaN,
              i < effects.length ? effects[i] : Double.NaN));
    }
    return neurons;
  }

  /** In the order of the tokens that they are of; the sort is stable. */
  private static List<WordNeurons> byRank(List<WordNeurons> neurons, List<ImportantWord> ranked) {
    Map<Long, Integer> ranks = new HashMap<>();
    ranked.forEach(word -> ranks.putIfAbsent(place(word.begin(), word.end()), word.rank()));
    neurons.sort(
        Comparator.comparingInt(
                (WordNeurons token) ->
                    ranks.getOrDefault(place(token.begin(), token.end()), Integer.MAX_VALUE))
            .thenComparingInt(WordNeurons::layer));
    return neurons;
  }

  private static long place(int begin, int end) {
    return ((long) begin << Integer.SIZE) | end;
  }
}
