package mine;

import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.jcas.tcas.Annotation;
import org.apache.uima.util.XMLInputSource;

/** Runs the pipeline of Pipeline.xml with nothing but UIMA; types are looked up by name. */
public final class RunPipeline {

  public static void main(String... texts) throws Exception {
    System.out.print(run(texts.length == 0 ? "The plot is a mess." : String.join(" ", texts)));
  }

  static String run(String text) throws Exception {
    AnalysisEngine engine =
        UIMAFramework.produceAnalysisEngine(
            UIMAFramework.getXMLParser()
                .parseResourceSpecifier(
                    new XMLInputSource(RunPipeline.class.getResource("Pipeline.xml"))));
    try {
      CAS cas = engine.newCAS();
      cas.setDocumentLanguage("en");
      cas.setDocumentText(text);
      engine.process(cas);
      return decisions(cas);
    } finally {
      engine.destroy();
    }
  }

  private static String decisions(CAS cas) {
    Type classification = cas.getTypeSystem().getType("io.github.safr.type.Classification");
    Type important = cas.getTypeSystem().getType("io.github.safr.type.ImportantToken");
    StringBuilder found = new StringBuilder();
    for (AnnotationFS decision : cas.getAnnotationIndex(classification)) {
      found
          .append(decision.getFeatureValueAsString(classification.getFeatureByBaseName("label")))
          .append(": ")
          .append(decision.getCoveredText())
          .append('\n');
      for (AnnotationFS token : cas.<Annotation>select(important).coveredBy(decision)) {
        found.append("    ").append(token.getCoveredText()).append('\n');
      }
    }
    return found.toString();
  }
}
