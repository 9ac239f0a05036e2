package mine;

import io.github.safr.type.Classification;
import io.github.safr.type.ImportantToken;
import io.github.safr.uima.SafrPipeline;
import java.util.ArrayList;
import java.util.List;
import org.apache.uima.fit.factory.JCasFactory;
import org.apache.uima.fit.pipeline.SimplePipeline;
import org.apache.uima.jcas.JCas;

/** The shortest program: a text in, decisions and the words behind them out. */
public final class Hello {

  public static void main(String... texts) throws Exception {
    run(texts.length == 0 ? "The plot is a mess." : String.join(" ", texts))
        .forEach(System.out::println);
  }

  static List<String> run(String text) throws Exception {
    JCas jcas = JCasFactory.createText(text, "en");
    SimplePipeline.runPipeline(jcas, SafrPipeline.description("en-sentiment"));
    List<String> found = new ArrayList<>();
    for (Classification decision : jcas.select(Classification.class)) {
      found.add(decision.getLabel() + ": " + decision.getCoveredText());
      for (ImportantToken token : jcas.select(ImportantToken.class).coveredBy(decision)) {
        found.add("    %+.2f %s".formatted(token.getContribution(), token.getCoveredText()));
      }
    }
    return found;
  }
}
