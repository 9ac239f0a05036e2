package io.github.safr.collection;

import java.net.URL;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.collection.CollectionReaderDescription;
import org.apache.uima.util.XMLInputSource;

/** Our descriptors, as they lie on the class path. */
final class Descriptors {

  private Descriptors() {}

  static URL file(String name) {
    return Descriptors.class.getResource("/io/github/safr/collection/" + name + ".xml");
  }

  /** The reader; names of parameters, each followed by its value. */
  static CollectionReaderDescription reader(Object... parameters) throws Exception {
    CollectionReaderDescription reader =
        UIMAFramework.getXMLParser()
            .parseCollectionReaderDescription(new XMLInputSource(file("DocumentsReader")));
    for (int i = 0; i < parameters.length; i += 2) {
      reader
          .getCollectionReaderMetaData()
          .getConfigurationParameterSettings()
          .setParameterValue((String) parameters[i], parameters[i + 1]);
    }
    return reader;
  }

  /** The writer; without a folder if it is null. */
  static AnalysisEngineDescription writer(String output) throws Exception {
    AnalysisEngineDescription writer =
        UIMAFramework.getXMLParser()
            .parseAnalysisEngineDescription(new XMLInputSource(file("XmiConsumer")));
    if (output != null) {
      writer
          .getAnalysisEngineMetaData()
          .getConfigurationParameterSettings()
          .setParameterValue(XmiConsumer.PARAM_OUTPUT, output);
    }
    return writer;
  }
}
