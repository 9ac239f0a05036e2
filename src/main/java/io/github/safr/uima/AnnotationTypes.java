package io.github.safr.uima;

import io.github.safr.failure.UimaFailures;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.TypeSystem;
import org.apache.uima.jcas.JCas;

/** Annotation types that users name. */
final class AnnotationTypes {

  static final String SENTENCE = "io.github.safr.type.Sentence";
  static final String TOKEN = "io.github.safr.type.Token";
  static final String CLASSIFICATION = "io.github.safr.type.Classification";
  static final String IMPORTANT_TOKEN = "io.github.safr.type.ImportantToken";
  static final String CORRELATED_TOKENS = "io.github.safr.type.CorrelatedTokens";
  static final String NEURON_ALLOCATION = "io.github.safr.type.NeuronAllocation";

  /** UIMA's name for "any language": which ones work depends on the models at hand. */
  static final String ANY_LANGUAGE = "x-unspecified";

  /** For people: the whole document. */
  static final String DOCUMENT = "Document";

  private AnnotationTypes() {}

  /**
   * The type of a name; as a unit also, in any case, {@code Document} for the whole document.
   *
   * @param parameter the parameter that named it, for the error message
   * @throws AnalysisEngineProcessException if the CAS has no such type, or it is no annotation
   */
  static Type named(String name, String parameter, JCas jcas)
      throws AnalysisEngineProcessException {
    TypeSystem types = jcas.getTypeSystem();
    Type type =
        types.getType(
            DOCUMENT.equalsIgnoreCase(name) && SafrClassifier.PARAM_UNIT_TYPE.equals(parameter)
                ? CAS.TYPE_NAME_DOCUMENT_ANNOTATION
                : name);
    if (type == null) {
      throw UimaFailures.inDocument(
          "The CAS has no type '"
              + name
              + "', which parameter '"
              + parameter
              + "' names. Add its type system to the pipeline, or name another type.",
          null);
    }
    if (!types.subsumes(types.getType(CAS.TYPE_NAME_ANNOTATION), type)) {
      throw UimaFailures.inDocument(
          "Type '"
              + name
              + "', which parameter '"
              + parameter
              + "' names, is no annotation. Name a subtype of "
              + CAS.TYPE_NAME_ANNOTATION
              + ".",
          null);
    }
    return type;
  }
}
