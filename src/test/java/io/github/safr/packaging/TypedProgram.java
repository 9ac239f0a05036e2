package io.github.safr.packaging;

import io.github.safr.type.Classification;
import io.github.safr.type.ImportantToken;
import java.io.File;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.jcas.JCas;
import org.apache.uima.util.CasCreationUtils;
import org.apache.uima.util.XMLInputSource;

/**
 * A program of somebody who has our JCas classes on the class path and reads with them what a PEAR
 * has written, which has classes of its own of the same names.
 */
public final class TypedProgram {

  private TypedProgram() {}

  /** Arguments: the text, and a descriptor. */
  public static void main(String[] args) throws Exception {
    AnalysisEngine engine =
        UIMAFramework.produceAnalysisEngine(
            UIMAFramework.getXMLParser()
                .parseResourceSpecifier(new XMLInputSource(new File(args[1]))));
    // Of engine.newJCas() the PEAR's class loader would make a CAS that knows its classes only.
    JCas jcas = CasCreationUtils.createCas(engine.getAnalysisEngineMetaData()).getJCas();
    jcas.setDocumentText(args[0]);
    engine.process(jcas);
    for (Classification decision : jcas.select(Classification.class)) {
      long tokens =
          jcas.select(ImportantToken.class)
              .filter(token -> token.getClassification() == decision)
              .count();
      System.out.println(decision.getLabel() + " because of " + tokens + " tokens");
    }
    engine.destroy();
  }
}
