package io.github.safr.examples;

import io.github.safr.type.ImportantToken;
import java.util.HashSet;
import java.util.List;
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
    // Collected first: annotations must not be added to an index that is being read.
    List<ImportantToken> culprits =
        jcas.select(ImportantToken.class)
            .filter(token -> token.getRank() <= maxRank)
            .filter(token -> forbidden.contains(token.getCoveredText().toLowerCase(Locale.ROOT)))
            .toList();
    Type type = jcas.getTypeSystem().getType(FORBIDDEN_EVIDENCE);
    for (ImportantToken token : culprits) {
      AnnotationFS flag = jcas.getCas().createAnnotation(type, token.getBegin(), token.getEnd());
      flag.setFeatureValue(type.getFeatureByBaseName("classification"), token.getClassification());
      jcas.addFsToIndexes(flag);
    }
  }
}
