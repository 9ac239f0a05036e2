package io.github.safr.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.explanations.SafrExplanations;
import io.github.safr.model.DeviceChoice;
import io.github.safr.model.SafrModel;
import io.github.safr.testing.CasContent;
import io.github.safr.uima.SafrPipeline;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.cas.CAS;
import org.apache.uima.fit.factory.AggregateBuilder;
import org.apache.uima.resource.metadata.ConfigurationParameterSettings;
import org.apache.uima.resource.metadata.MetaDataObject;
import org.apache.uima.util.CasCreationUtils;
import org.apache.uima.util.XMLInputSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Classifier and explainer behind sentences and tokens of others, on units of others, in views of
 * others: what is decided is what the model says of these tokens, and nothing else in the CAS
 * changes.
 */
class BehindOtherEnginesTest {

  private static final String MODEL = "en-sentiment-paper";
  private static final String DOCUMENT = "Document";
  private static final String VIEW = "translation";

  private static SafrModel model;

  /** Keeps the engines' model loaded from test to test. */
  private static AnalysisEngine kept;

  @BeforeAll
  static void load() throws Exception {
    model = SafrModel.load(MODEL, DeviceChoice.AUTO);
    kept = UIMAFramework.produceAnalysisEngine(behind(Segmentation.OURS, DOCUMENT));
  }

  @AfterAll
  static void close() {
    kept.destroy();
    model.close();
  }

  static Stream<Arguments> segmentationsAndUnits() {
    return Stream.of(Segmentation.values())
        .flatMap(
            segmentation ->
                Stream.of(segmentation.sentenceType(), DOCUMENT, ForumPage.POST)
                    .map(unitType -> Arguments.of(segmentation, unitType)));
  }

  @ParameterizedTest
  @MethodSource("segmentationsAndUnits")
  void decidesOnTheirTokensAndLeavesTheRestAlone(Segmentation segmentation, String unitType)
      throws Exception {
    AnalysisEngineDescription safr = behind(segmentation, unitType);
    CAS cas = CasCreationUtils.createCas(descriptions(segmentation, safr));
    ForumPage.fill(cas);
    run(segmentation.engine(), cas);
    List<String> before = CasContent.of(cas);
    assertThat(before).anyMatch(line -> line.contains(segmentation.tokenType()));

    run(safr, cas);

    assertThat(CasContent.withoutDecisions(cas)).isEqualTo(before);
    Decisions.assertOfModel(cas, model, unitType, segmentation.tokenType());
  }

  @ParameterizedTest
  @EnumSource(Segmentation.class)
  void theBuilderSaysTheSameAsTheDescriptor(Segmentation segmentation) throws Exception {
    AnalysisEngineDescription safr =
        SafrPipeline.withModel(MODEL)
            .withTokensOf(segmentation.tokenType())
            .unitType(segmentation.sentenceType())
            .description();
    CAS cas = CasCreationUtils.createCas(descriptions(segmentation, safr));
    ForumPage.fill(cas);
    run(segmentation.engine(), cas);

    run(safr, cas);

    Decisions.assertOfModel(cas, model, segmentation.sentenceType(), segmentation.tokenType());
  }

  @ParameterizedTest
  @MethodSource("segmentationsAndUnits")
  void worksInAnotherViewMappedInXml(Segmentation segmentation, String unitType) throws Exception {
    String xml =
        new String(
                BehindOtherEnginesTest.class
                    .getResourceAsStream("/io/github/safr/interop/InAnotherView.xml")
                    .readAllBytes(),
                StandardCharsets.UTF_8)
            .replace("SEGMENTER", segmentation.descriptor())
            .replace("TOKEN_TYPE", segmentation.tokenType())
            .replace("UNIT_TYPE", unitType);
    AnalysisEngineDescription both =
        UIMAFramework.getXMLParser()
            .parseAnalysisEngineDescription(
                new XMLInputSource(
                    new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), null));

    assertWorksInView(both, segmentation, unitType);
  }

  @ParameterizedTest
  @MethodSource("segmentationsAndUnits")
  void worksInAnotherViewMappedByUimaFit(Segmentation segmentation, String unitType)
      throws Exception {
    AggregateBuilder both = new AggregateBuilder();
    both.add(segmentation.engine(), CAS.NAME_DEFAULT_SOFA, VIEW);
    both.add(
        SafrPipeline.withModel(MODEL)
            .withTokensOf(segmentation.tokenType())
            .unitType(unitType)
            .description(),
        CAS.NAME_DEFAULT_SOFA,
        VIEW);

    assertWorksInView(both.createAggregateDescription(), segmentation, unitType);
  }

  private static void assertWorksInView(
      AnalysisEngineDescription both, Segmentation segmentation, String unitType) throws Exception {
    CAS cas = CasCreationUtils.createCas(descriptions(segmentation, both));
    // The default view could be annotated as well, and must not be.
    ForumPage.fill(cas);
    CAS view = cas.createView(VIEW);
    ForumPage.fill(view);
    Predicate<String> added =
        type ->
            CasContent.DECISIONS.contains(type)
                || type.equals(segmentation.sentenceType())
                || type.equals(segmentation.tokenType());
    List<String> before = CasContent.without(added, cas);

    run(both, cas);

    assertThat(CasContent.without(added, cas)).isEqualTo(before);
    Decisions.assertOfModel(view, model, unitType, segmentation.tokenType());
    assertThat(SafrExplanations.of(cas).units()).isEmpty();
    assertThat(cas.select(segmentation.tokenType()).count()).isZero();
  }

  private static AnalysisEngineDescription behind(Segmentation segmentation, String unitType)
      throws Exception {
    AnalysisEngineDescription safr =
        UIMAFramework.getXMLParser()
            .parseAnalysisEngineDescription(
                new XMLInputSource(
                    BehindOtherEnginesTest.class.getResource(
                        "/io/github/safr/uima/SafrClassifyAndExplain.xml")));
    ConfigurationParameterSettings settings =
        safr.getAnalysisEngineMetaData().getConfigurationParameterSettings();
    settings.setParameterValue("modelLocation", MODEL);
    settings.setParameterValue("tokenType", segmentation.tokenType());
    settings.setParameterValue("unitType", unitType);
    return safr;
  }

  /** All that has types. */
  private static List<MetaDataObject> descriptions(
      Segmentation segmentation, AnalysisEngineDescription safr) throws Exception {
    List<MetaDataObject> all = new ArrayList<>();
    all.add(segmentation.engine());
    all.add(safr);
    all.add(ForumPage.types());
    return all;
  }

  private static void run(AnalysisEngineDescription description, CAS cas) throws Exception {
    AnalysisEngine engine = UIMAFramework.produceAnalysisEngine(description);
    try {
      engine.process(cas);
    } finally {
      engine.destroy();
    }
  }
}
