package io.github.safr.io;

import io.github.safr.type.Classification;
import io.github.safr.type.ImportantToken;
import io.github.safr.type.Sentence;
import io.github.safr.type.Token;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.fit.component.JCasAnnotator_ImplBase;
import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.fit.factory.AnalysisEngineFactory;
import org.apache.uima.fit.util.JCasUtil;
import org.apache.uima.jcas.JCas;
import org.apache.uima.jcas.cas.DoubleArray;
import org.apache.uima.jcas.cas.StringArray;
import org.apache.uima.resource.ResourceInitializationException;

/**
 * Stands in for the whole pipeline where no network is needed: sentences end at full stops, words
 * on two short lists decide, and the text {@code FAIL} makes it fail.
 */
public class WordListAnnotator extends JCasAnnotator_ImplBase {

  /** Whether words are marked as important. */
  public static final String PARAM_EXPLAIN = "explain";

  private static final Pattern SENTENCE = Pattern.compile("[^\\s.][^.]*\\.?");
  private static final Pattern TOKEN =
      Pattern.compile("\\w+|[^\\w\\s]", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Set<String> GOOD = Set.of("good", "great", "lovely", "tender");
  private static final Set<String> BAD = Set.of("bad", "dull", "ugly", "cold");
  private static final List<String> LABELS = List.of("negative", "positive");

  @ConfigurationParameter(name = PARAM_EXPLAIN, mandatory = false, defaultValue = "true")
  private boolean explain;

  public static AnalysisEngineDescription description() throws ResourceInitializationException {
    return AnalysisEngineFactory.createEngineDescription(WordListAnnotator.class);
  }

  public static AnalysisEngineDescription description(boolean explain)
      throws ResourceInitializationException {
    return AnalysisEngineFactory.createEngineDescription(
        WordListAnnotator.class, PARAM_EXPLAIN, explain);
  }

  @Override
  public void process(JCas jcas) throws AnalysisEngineProcessException {
    String text = jcas.getDocumentText();
    if (text.contains("FAIL")) {
      throw new AnalysisEngineProcessException(new IllegalStateException("told to fail"));
    }
    for (Matcher sentence = SENTENCE.matcher(text); sentence.find(); ) {
      new Sentence(jcas, sentence.start(), sentence.end()).addToIndexes();
    }
    for (Matcher token = TOKEN.matcher(text); token.find(); ) {
      new Token(jcas, token.start(), token.end()).addToIndexes();
    }
    JCasUtil.select(jcas, Sentence.class).stream().toList().forEach(s -> classify(jcas, s));
  }

  private void classify(JCas jcas, Sentence sentence) {
    List<Token> tokens = JCasUtil.selectCovered(Token.class, sentence);
    int balance = tokens.stream().mapToInt(token -> polarity(token)).sum();
    double positive = 1 / (1 + Math.exp(-balance));
    Classification decision = new Classification(jcas, sentence.getBegin(), sentence.getEnd());
    decision.setLabel(LABELS.get(positive < 0.5 ? 0 : 1));
    decision.setConfidence(Math.max(positive, 1 - positive));
    decision.setLabels(StringArray.create(jcas, LABELS.toArray(String[]::new)));
    decision.setProbabilities(DoubleArray.create(jcas, new double[] {1 - positive, positive}));
    decision.setModel("word-list 1");
    decision.addToIndexes();
    if (explain) {
      explain(jcas, decision, tokens);
    }
  }

  private static void explain(JCas jcas, Classification decision, List<Token> tokens) {
    int rank = 0;
    int side = decision.getLabel().equals("positive") ? 1 : -1;
    for (Token token : tokens) {
      int polarity = polarity(token);
      ImportantToken important = new ImportantToken(jcas, token.getBegin(), token.getEnd());
      important.setImportance(polarity == 0 ? 0.1 : 0.9);
      important.setContribution(polarity * side);
      important.setRank(++rank);
      important.setClassification(decision);
      important.addToIndexes();
    }
  }

  private static int polarity(Token token) {
    String word = token.getCoveredText().toLowerCase(Locale.ROOT);
    return GOOD.contains(word) ? 1 : BAD.contains(word) ? -1 : 0;
  }
}
