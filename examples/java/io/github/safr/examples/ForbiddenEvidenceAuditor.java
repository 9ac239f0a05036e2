package io.github.safr.examples;

import io.github.safr.explanations.ExplainedUnit;
import io.github.safr.explanations.ImportantWord;
import io.github.safr.explanations.SafrExplanations;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.uima.UimaContext;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.component.JCasAnnotator_ImplBase;
import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.fit.descriptor.TypeCapability;
import org.apache.uima.jcas.JCas;
import org.apache.uima.resource.ResourceInitializationException;

/**
 * Flags decisions that were made on the wrong words: where the most important word of a
 * classification is one that must not decide, such as a word for a person's sex or age, it gets a
 * {@code ForbiddenEvidence} annotation that points to the decision. Put it behind SAFR's engines.
 */
@TypeCapability(
    inputs = "io.github.safr.type.ImportantToken",
    outputs = ForbiddenEvidenceAuditor.FORBIDDEN_EVIDENCE)
public class ForbiddenEvidenceAuditor extends JCasAnnotator_ImplBase {

  /** Name of the type that it adds; see examples/descriptors/ForbiddenEvidenceTypes.xml. */
  public static final String FORBIDDEN_EVIDENCE = "io.github.safr.examples.ForbiddenEvidence";

  /** The words that must not decide, in any case. */
  public static final String PARAM_FORBIDDEN_WORDS = "forbiddenWords";

  @ConfigurationParameter(
      name = PARAM_FORBIDDEN_WORDS,
      description = "The words that must not decide, in any case.")
  private String[] forbiddenWords;

  /** How many of the most important tokens of a decision are looked at. */
  public static final String PARAM_MAX_RANK = "maxRank";

  @ConfigurationParameter(
      name = PARAM_MAX_RANK,
      defaultValue = "1",
      description = "How many of the most important tokens of a decision are looked at.")
  private int maxRank;

  private final Set<String> forbidden = new HashSet<>();

  @Override
  public void initialize(UimaContext context) throws ResourceInitializationException {
    super.initialize(context);
    for (String word : forbiddenWords) {
      forbidden.add(word.toLowerCase(Locale.ROOT));
    }
  }

  @Override
  public void process(JCas jcas) {
    // The view is complete before the first flag is added, so no index changes while it is read.
    Type type = jcas.getTypeSystem().getType(FORBIDDEN_EVIDENCE);
    for (ExplainedUnit decision : SafrExplanations.of(jcas).units()) {
      for (ImportantWord word : decision.importantTokens()) {
        if (word.rank() <= maxRank && forbidden.contains(word.text().toLowerCase(Locale.ROOT))) {
          AnnotationFS flag = jcas.getCas().createAnnotation(type, word.begin(), word.end());
          flag.setFeatureValue(type.getFeatureByBaseName("classification"), decision.annotation());
          jcas.addFsToIndexes(flag);
        }
      }
    }
  }
}
