package mine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.safr.type.Classification;
import io.github.safr.type.ImportantToken;
import io.github.safr.uima.OpenNlpSegmenter;
import io.github.safr.uima.SafrClassifier;
import io.github.safr.uima.SafrExplainer;
import java.util.List;
import org.apache.uima.fit.factory.AnalysisEngineFactory;
import org.apache.uima.fit.factory.JCasFactory;
import org.apache.uima.fit.pipeline.SimplePipeline;
import org.apache.uima.jcas.JCas;
import org.junit.jupiter.api.Test;

class HelloTest {

  @Test
  void classifiesAndExplains() throws Exception {
    List<String> found = Hello.run("The acting is superb. The plot is a mess.");

    assertTrue(found.contains("positive: The acting is superb."), found.toString());
    assertTrue(found.contains("negative: The plot is a mess."), found.toString());
    assertTrue(found.stream().anyMatch(line -> line.matches(" +\\+.*mess")), found.toString());
  }

  /** The engines one by one, described by uimaFIT from their annotations. */
  @Test
  void takesParametersOfEnginesByTheirConstants() throws Exception {
    JCas jcas = JCasFactory.createText("The acting is superb. The plot is a mess.", "en");

    SimplePipeline.runPipeline(
        jcas,
        AnalysisEngineFactory.createEngineDescription(
            OpenNlpSegmenter.class, OpenNlpSegmenter.PARAM_LANGUAGE, "en"),
        AnalysisEngineFactory.createEngineDescription(
            SafrClassifier.class,
            SafrClassifier.PARAM_MODEL_LOCATION,
            "en-sentiment-paper",
            SafrClassifier.PARAM_UNIT_TYPE,
            "Document"),
        AnalysisEngineFactory.createEngineDescription(
            SafrExplainer.class,
            SafrExplainer.PARAM_MODEL_LOCATION,
            "en-sentiment-paper",
            SafrExplainer.PARAM_LABELS,
            new String[] {"negative", "positive"},
            SafrExplainer.PARAM_MAX_CONFIDENCE,
            1.0,
            SafrExplainer.PARAM_MAX_IMPORTANT_TOKENS,
            2));

    assertEquals(1, jcas.select(Classification.class).count());
    assertEquals(2, jcas.select(ImportantToken.class).count());
  }
}
