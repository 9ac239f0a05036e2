package io.github.safr.uima;

import io.github.safr.model.Explanation;
import io.github.safr.model.TokenAllocation;
import io.github.safr.model.TokenPair;
import io.github.safr.type.Classification;
import io.github.safr.type.CorrelatedTokens;
import io.github.safr.type.ImportantToken;
import io.github.safr.type.NeuronAllocation;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.uima.jcas.JCas;
import org.apache.uima.jcas.cas.DoubleArray;
import org.apache.uima.jcas.cas.IntegerArray;
import org.apache.uima.jcas.tcas.Annotation;

/**
 * Turns explanations, which count tokens, into annotations on them.
 *
 * @param maxTokens most important tokens to annotate; 0 for all
 * @param maxPairs pairs to annotate; 0 for all
 * @param maxNeurons neurons to name for a token; 0 for all
 */
record ExplanationWriter(int maxTokens, int maxPairs, int maxNeurons) {

  /** Adds the explanation of a unit; it has as many tokens as the unit. */
  void write(JCas jcas, Unit<Classification> unit, Explanation explanation) {
    List<Integer> byImportance = byImportance(explanation);
    for (int rank = 1; rank <= limit(byImportance.size(), maxTokens); rank++) {
      int token = byImportance.get(rank - 1);
      addImportantToken(jcas, unit, explanation, token, rank);
      for (TokenAllocation allocation : explanation.allocations().get(token)) {
        addAllocation(jcas, unit, token, allocation);
      }
    }
    List<TokenPair> pairs = explanation.pairs();
    for (TokenPair pair : pairs.subList(0, limit(pairs.size(), maxPairs))) {
      addPair(jcas, unit, pair);
    }
  }

  /** Positions of tokens, the most important first; the sort is stable, so ties go by position. */
  private static List<Integer> byImportance(Explanation explanation) {
    double[] importance = explanation.importance();
    return IntStream.range(0, explanation.size())
        .boxed()
        .sorted(Comparator.comparingDouble(token -> -importance[token]))
        .toList();
  }

  private static void addImportantToken(
      JCas jcas, Unit<Classification> unit, Explanation explanation, int position, int rank) {
    Annotation token = unit.tokens().get(position);
    ImportantToken important = new ImportantToken(jcas, token.getBegin(), token.getEnd());
    important.setImportance(rounded(explanation.importance()[position]));
    important.setContribution(rounded(explanation.contribution()[position]));
    important.setVisibility(rounded(explanation.visibility()[position]));
    important.setRank(rank);
    important.setClassification(unit.annotation());
    important.addToIndexes();
  }

  private void addAllocation(
      JCas jcas, Unit<Classification> unit, int position, TokenAllocation allocation) {
    Annotation token = unit.tokens().get(position);
    int neurons = limit(allocation.neurons().length, maxNeurons);
    NeuronAllocation annotation = new NeuronAllocation(jcas, token.getBegin(), token.getEnd());
    annotation.setLayer(allocation.layer());
    annotation.setNorm(rounded(allocation.norm()));
    annotation.setCapacity(rounded(allocation.capacity()));
    annotation.setInterference(rounded(allocation.interference()));
    annotation.setEffectiveNeurons(rounded(allocation.effectiveNeurons()));
    annotation.setNeurons(IntegerArray.create(jcas, Arrays.copyOf(allocation.neurons(), neurons)));
    annotation.setActivations(array(jcas, allocation.activations(), neurons));
    annotation.setEffects(
        array(jcas, allocation.effects(), Math.min(neurons, allocation.effects().length)));
    annotation.setClassification(unit.annotation());
    annotation.addToIndexes();
  }

  private static DoubleArray array(JCas jcas, double[] values, int count) {
    return DoubleArray.create(
        jcas, Arrays.stream(values, 0, count).map(ExplanationWriter::rounded).toArray());
  }

  private static void addPair(JCas jcas, Unit<Classification> unit, TokenPair pair) {
    Annotation first = unit.tokens().get(pair.first());
    Annotation second = unit.tokens().get(pair.second());
    // Tokens of others may lie inside one another.
    int end = Math.max(first.getEnd(), second.getEnd());
    CorrelatedTokens correlated = new CorrelatedTokens(jcas, first.getBegin(), end);
    correlated.setFirst(first);
    correlated.setSecond(second);
    correlated.setAttention(rounded(pair.attention()));
    correlated.setInterference(rounded(pair.interference()));
    correlated.setScore(significant(pair.score()));
    correlated.setClassification(unit.annotation());
    correlated.addToIndexes();
  }

  /**
   * To six decimals: the network computes in single precision, and the digits behind would be most
   * of an XMI file.
   */
  private static double rounded(double value) {
    return Math.round(value * 1e6) / 1e6;
  }

  /** To six digits, for what may be small and is only compared. */
  private static double significant(double value) {
    return new BigDecimal(value).round(new MathContext(6)).doubleValue();
  }

  private static int limit(int size, int max) {
    return max == 0 ? size : Math.min(size, max);
  }
}
