package mine;

import de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence;
import de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token;
import io.github.safr.explanations.ExplainedUnit;
import io.github.safr.explanations.SafrExplanations;
import io.github.safr.uima.SafrPipeline;
import java.util.List;
import org.apache.uima.fit.factory.AnalysisEngineFactory;
import org.apache.uima.fit.factory.JCasFactory;
import org.apache.uima.fit.pipeline.SimplePipeline;
import org.apache.uima.jcas.JCas;
import org.dkpro.core.tokit.BreakIteratorSegmenter;

/** DKPro Core's sentences and tokens, classified and explained. */
public final class Hello {

  public static void main(String... texts) throws Exception {
    for (ExplainedUnit unit :
        run(texts.length == 0 ? "The plot is a mess." : String.join(" ", texts))) {
      System.out.println(unit.label() + ": " + unit.text());
      unit.importantTokens().forEach(word -> System.out.println("    " + word.text()));
    }
  }

  static List<ExplainedUnit> run(String text) throws Exception {
    JCas jcas = JCasFactory.createText(text, "en");
    SimplePipeline.runPipeline(
        jcas,
        AnalysisEngineFactory.createEngineDescription(BreakIteratorSegmenter.class),
        SafrPipeline.withModel("en-sentiment")
            .withTokensOf(Token.class.getName())
            .unitType(Sentence.class.getName())
            .description());
    return SafrExplanations.of(jcas).units();
  }
}
