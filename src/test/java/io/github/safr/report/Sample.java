package io.github.safr.report;

import io.github.safr.io.CasFormat;
import io.github.safr.io.CasWriter;
import io.github.safr.type.Classification;
import io.github.safr.type.CorrelatedTokens;
import io.github.safr.type.ImportantToken;
import io.github.safr.type.NeuronAllocation;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.uima.fit.factory.JCasFactory;
import org.apache.uima.jcas.JCas;
import org.apache.uima.jcas.cas.DoubleArray;
import org.apache.uima.jcas.cas.IntegerArray;
import org.apache.uima.jcas.cas.StringArray;
import org.apache.uima.jcas.tcas.Annotation;

/** An annotated document, made without a model. */
final class Sample {

  private final JCas jcas;

  Sample(String text) throws Exception {
    jcas = JCasFactory.createText(text, "en");
  }

  JCas jcas() {
    return jcas;
  }

  /** Decides on a passage, with all labels of the model, the chosen one first. */
  Classification decide(int begin, int end, double confidence, String model, String... labels) {
    Classification decision = new Classification(jcas, begin, end);
    decision.setLabel(labels[0]);
    decision.setConfidence(confidence);
    decision.setModel(model);
    StringArray names = new StringArray(jcas, labels.length);
    DoubleArray probabilities = new DoubleArray(jcas, labels.length);
    for (int i = 0; i < labels.length; i++) {
      names.set(i, labels[i]);
      probabilities.set(i, i == 0 ? confidence : (1 - confidence) / (labels.length - 1));
    }
    decision.setLabels(names);
    decision.setProbabilities(probabilities);
    decision.addToIndexes();
    return decision;
  }

  /** Decides on the whole text, between "good" and "bad". */
  Classification decide(String label, double confidence) {
    return decide(
        0,
        jcas.getDocumentText().length(),
        confidence,
        "mine-1",
        label,
        label.equals("good") ? "bad" : "good");
  }

  /** Explains a decision by a token: its contribution is also its importance, of at most 1. */
  Annotation explain(
      Classification decision, int begin, int end, int rank, double contribution, int... neurons) {
    ImportantToken token = new ImportantToken(jcas, begin, end);
    token.setRank(rank);
    token.setImportance(Math.min(1, Math.abs(contribution)));
    token.setContribution(contribution);
    token.setVisibility(0.5);
    token.setClassification(decision);
    token.addToIndexes();
    NeuronAllocation allocation = new NeuronAllocation(jcas, begin, end);
    allocation.setLayer(1);
    allocation.setNorm(1.25);
    allocation.setCapacity(0.75);
    allocation.setInterference(0.1);
    allocation.setEffectiveNeurons(3);
    allocation.setNeurons(new IntegerArray(jcas, neurons.length));
    allocation.setActivations(new DoubleArray(jcas, neurons.length));
    allocation.setEffects(new DoubleArray(jcas, neurons.length));
    for (int i = 0; i < neurons.length; i++) {
      allocation.setNeurons(i, neurons[i]);
      allocation.setActivations(i, 2.5 / (i + 1));
      allocation.setEffects(i, contribution / (i + 2));
    }
    allocation.setClassification(decision);
    allocation.addToIndexes();
    return token;
  }

  /** Explains a decision by every word, in the order of the text, each with neuron 7. */
  Sample explainAll(Classification decision) {
    Matcher words = Pattern.compile("\\S+").matcher(decision.getCoveredText());
    for (int rank = 1; words.find(); rank++) {
      int begin = decision.getBegin() + words.start();
      explain(
          decision,
          begin,
          decision.getBegin() + words.end(),
          rank,
          (rank % 2 == 1 ? 1.0 : -1.0) / rank,
          7,
          100 + rank % 20);
    }
    return this;
  }

  void pair(Classification decision, Annotation first, Annotation second, double score) {
    CorrelatedTokens pair = new CorrelatedTokens(jcas, first.getBegin(), second.getEnd());
    pair.setFirst(first);
    pair.setSecond(second);
    pair.setScore(score);
    pair.setAttention(0.25);
    pair.setInterference(0.5);
    pair.setClassification(decision);
    pair.addToIndexes();
  }

  /** Writes it as {@code annotate} does. */
  void write(Path folder, String name, CasFormat format) throws Exception {
    CasWriter.into(folder, format).write(jcas.getCas(), name);
  }
}
