package io.github.safr.uima;

import io.github.safr.failure.UimaFailures;
import io.github.safr.text.OpenNlpModels;
import io.github.safr.text.TextSegmenter;
import io.github.safr.text.TextSpan;
import java.util.HashMap;
import java.util.Map;
import opennlp.tools.sentdetect.SentenceModel;
import opennlp.tools.tokenize.TokenizerModel;
import org.apache.uima.UimaContext;
import org.apache.uima.analysis_component.JCasAnnotator_ImplBase;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.fit.descriptor.LanguageCapability;
import org.apache.uima.fit.descriptor.OperationalProperties;
import org.apache.uima.fit.descriptor.ResourceMetaData;
import org.apache.uima.fit.descriptor.TypeCapability;
import org.apache.uima.jcas.JCas;
import org.apache.uima.resource.ResourceInitializationException;
import org.jspecify.annotations.Nullable;

/**
 * Adds sentences and tokens to the text with OpenNLP, as {@link TextSegmenter} finds them: the same
 * that models are trained on. A document without text gets none.
 */
@ResourceMetaData(
    name = "SAFR OpenNLP Segmenter",
    description = "Finds sentences and tokens with OpenNLP, as models of SAFR are trained on them.",
    version = Release.VERSION,
    vendor = Release.VENDOR)
@TypeCapability(outputs = {AnnotationTypes.SENTENCE, AnnotationTypes.TOKEN})
@LanguageCapability(AnnotationTypes.ANY_LANGUAGE)
@OperationalProperties(multipleDeploymentAllowed = true, modifiesCas = true)
public final class OpenNlpSegmenter extends JCasAnnotator_ImplBase {

  private static final String ENGLISH = "en";

  /**
   * Language of the text, as an ISO 639-1 code. Default: what the CAS says, else {@link
   * #PARAM_DEFAULT_LANGUAGE}. OpenNLP's models for it are taken from the class path; a document in
   * a language that has none there is an error.
   */
  public static final String PARAM_LANGUAGE = "language";

  @ConfigurationParameter(
      name = PARAM_LANGUAGE,
      mandatory = false,
      description =
          "Language of the text, an ISO 639-1 code or a tag that begins with one (en-GB). Decides"
              + " which OpenNLP models are taken from the class path. Default: what the CAS says,"
              + " else defaultLanguage.")
  private @Nullable String language;

  /** Language of documents whose CAS names none, as an ISO 639-1 code. Default: English. */
  public static final String PARAM_DEFAULT_LANGUAGE = "defaultLanguage";

  @ConfigurationParameter(
      name = PARAM_DEFAULT_LANGUAGE,
      description = "Language of documents whose CAS names none.",
      defaultValue = ENGLISH)
  private String defaultLanguage;

  /**
   * Where to load OpenNLP's sentence model from: a file, its URL, or {@code classpath:} and a name.
   * Default: the model for the language.
   */
  public static final String PARAM_SENTENCE_MODEL_LOCATION = "sentenceModelLocation";

  @ConfigurationParameter(
      name = PARAM_SENTENCE_MODEL_LOCATION,
      mandatory = false,
      description =
          "OpenNLP's sentence model: a file, its URL, or classpath: and a name. Default: the model"
              + " for the language.")
  private @Nullable String sentenceModelLocation;

  /**
   * Where to load OpenNLP's tokenizer model from: a file, its URL, or {@code classpath:} and a
   * name. Default: the model for the language.
   */
  public static final String PARAM_TOKEN_MODEL_LOCATION = "tokenModelLocation";

  @ConfigurationParameter(
      name = PARAM_TOKEN_MODEL_LOCATION,
      mandatory = false,
      description =
          "OpenNLP's tokenizer model: a file, its URL, or classpath: and a name. Default: the model"
              + " for the language.")
  private @Nullable String tokenModelLocation;

  /** Name of the type of annotation to make for a sentence. Default: ours. */
  public static final String PARAM_SENTENCE_TYPE = "sentenceType";

  @ConfigurationParameter(
      name = PARAM_SENTENCE_TYPE,
      description = "Name of the type of annotation to make for a sentence.",
      defaultValue = AnnotationTypes.SENTENCE)
  private String sentenceType;

  /** Name of the type of annotation to make for a token. Default: ours. */
  public static final String PARAM_TOKEN_TYPE = "tokenType";

  @ConfigurationParameter(
      name = PARAM_TOKEN_TYPE,
      description = "Name of the type of annotation to make for a token.",
      defaultValue = AnnotationTypes.TOKEN)
  private String tokenType;

  private final Map<String, TextSegmenter> segmenters = new HashMap<>();

  @Override
  public void initialize(UimaContext context) throws ResourceInitializationException {
    super.initialize(context);
    Parameters parameters = new Parameters(context);
    language = parameters.stringIfSet(PARAM_LANGUAGE);
    defaultLanguage = parameters.string(PARAM_DEFAULT_LANGUAGE, ENGLISH);
    sentenceModelLocation = parameters.stringIfSet(PARAM_SENTENCE_MODEL_LOCATION);
    tokenModelLocation = parameters.stringIfSet(PARAM_TOKEN_MODEL_LOCATION);
    sentenceType = parameters.string(PARAM_SENTENCE_TYPE, AnnotationTypes.SENTENCE);
    tokenType = parameters.string(PARAM_TOKEN_TYPE, AnnotationTypes.TOKEN);
    segmenters.clear();
    boolean needsNoDocument =
        language != null || (sentenceModelLocation != null && tokenModelLocation != null);
    if (needsNoDocument) {
      try {
        segmenter(language == null ? defaultLanguage : language);
      } catch (IllegalArgumentException e) {
        throw UimaFailures.atStart(e.getMessage(), e);
      }
    }
  }

  @Override
  public void process(JCas jcas) throws AnalysisEngineProcessException {
    String text = jcas.getDocumentText();
    if (text == null) {
      return;
    }
    CAS cas = jcas.getCas();
    Type sentence = AnnotationTypes.named(sentenceType, PARAM_SENTENCE_TYPE, jcas);
    Type token = AnnotationTypes.named(tokenType, PARAM_TOKEN_TYPE, jcas);
    TextSegmenter segmenter = segmenterFor(jcas);
    for (TextSpan sentenceSpan : segmenter.sentences(text)) {
      add(cas, sentence, sentenceSpan);
      for (TextSpan tokenSpan : segmenter.tokens(text, sentenceSpan)) {
        add(cas, token, tokenSpan);
      }
    }
  }

  private static void add(CAS cas, Type type, TextSpan span) {
    cas.addFsToIndexes(cas.createAnnotation(type, span.begin(), span.end()));
  }

  private TextSegmenter segmenterFor(JCas jcas) throws AnalysisEngineProcessException {
    try {
      return segmenter(Languages.of(jcas, language).orElse(defaultLanguage));
    } catch (IllegalArgumentException e) {
      throw UimaFailures.inDocument(
          e.getMessage()
              + " Or set '"
              + PARAM_LANGUAGE
              + "' to segment all documents with the models of one language.",
          e);
    }
  }

  private TextSegmenter segmenter(String spoken) {
    boolean anyLanguage = sentenceModelLocation != null && tokenModelLocation != null;
    return segmenters.computeIfAbsent(
        anyLanguage ? ENGLISH : spoken,
        key -> {
          SentenceModel sentenceModel =
              sentenceModelLocation == null
                  ? OpenNlpModels.sentenceModel(key)
                  : OpenNlpModels.sentenceModel(Location.find(sentenceModelLocation, getContext()));
          TokenizerModel tokenizerModel =
              tokenModelLocation == null
                  ? OpenNlpModels.tokenizerModel(key)
                  : OpenNlpModels.tokenizerModel(Location.find(tokenModelLocation, getContext()));
          return TextSegmenter.of(sentenceModel, tokenizerModel);
        });
  }
}
