package io.github.safr.interop;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URL;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.util.XMLInputSource;

/** Engines that find sentences and tokens: ours, and those that others have. */
enum Segmentation {
  OURS(
      "io.github.safr.uima.OpenNlpSegmenter",
      "io.github.safr.type.Sentence",
      "io.github.safr.type.Token"),
  OPENNLP(
      "io.github.safr.interop.OpenNlpSegmentation", "opennlp.uima.Sentence", "opennlp.uima.Token"),
  DKPRO_CORE(
      "org.dkpro.core.tokit.BreakIteratorSegmenter",
      "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence",
      "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token");

  private final String descriptor;
  private final String sentenceType;
  private final String tokenType;

  Segmentation(String descriptor, String sentenceType, String tokenType) {
    this.descriptor = descriptor;
    this.sentenceType = sentenceType;
    this.tokenType = tokenType;
  }

  /** Name of the descriptor on the class path. */
  String descriptor() {
    return descriptor;
  }

  String sentenceType() {
    return sentenceType;
  }

  String tokenType() {
    return tokenType;
  }

  /**
   * The engine. The test is passed over if its artifact is not there, as that of DKPro Core, which
   * needs Java 21, in everybody's build.
   */
  AnalysisEngineDescription engine() throws Exception {
    URL file = Segmentation.class.getResource("/" + descriptor.replace('.', '/') + ".xml");
    assumeTrue(file != null, () -> this + " is not on the class path: mvn -Pdkpro, with Java 21");
    return UIMAFramework.getXMLParser().parseAnalysisEngineDescription(new XMLInputSource(file));
  }
}
