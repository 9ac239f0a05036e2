package io.github.safr.packaging;

import java.util.concurrent.Callable;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.util.XMLInputSource;

/**
 * An application on a server: it starts a pipeline, annotates a text and destroys the pipeline. It
 * may use nothing but the JDK and UIMA.
 */
public final class DeployedTask implements Callable<String>, AutoCloseable {

  private static final String PIPELINE = "io/github/safr/uima/SafrPipeline.xml";

  private final AnalysisEngine engine;

  /** Starts the pipeline, whose descriptor is found as the application's class loader finds it. */
  public DeployedTask() throws Exception {
    ClassLoader loader = getClass().getClassLoader();
    AnalysisEngineDescription description =
        UIMAFramework.getXMLParser()
            .parseAnalysisEngineDescription(new XMLInputSource(loader.getResource(PIPELINE)));
    description
        .getAnalysisEngineMetaData()
        .getConfigurationParameterSettings()
        .setParameterValue("modelLocation", "en-sentiment-paper");
    // Without a class loader of the application's: UIMA would keep it.
    engine = UIMAFramework.produceAnalysisEngine(description);
  }

  @Override
  public String call() throws Exception {
    CAS cas = engine.newCAS();
    cas.setDocumentText("A superb and lovely film, I was moved.");
    engine.process(cas);
    Type decisions = cas.getTypeSystem().getType("io.github.safr.type.Classification");
    AnnotationFS decision = cas.getAnnotationIndex(decisions).iterator().next();
    return decision.getStringValue(decisions.getFeatureByBaseName("label"));
  }

  @Override
  public void close() {
    engine.destroy();
  }
}
