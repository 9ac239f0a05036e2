package io.github.safr.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.testing.TinyModel;
import io.github.safr.type.Classification;
import io.github.safr.type.ImportantToken;
import io.github.safr.uima.SafrPipeline;
import java.nio.file.Path;
import java.util.List;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.cas.Feature;
import org.apache.uima.fit.factory.AnalysisEngineFactory;
import org.apache.uima.fit.factory.JCasFactory;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.fit.pipeline.SimplePipeline;
import org.apache.uima.jcas.JCas;
import org.apache.uima.jcas.tcas.Annotation;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.apache.uima.util.CasCreationUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForbiddenEvidenceAuditorTest {

  private static final String TYPES = "examples/descriptors/ForbiddenEvidenceTypes.xml";

  private JCas jcas;

  @BeforeEach
  void makeCas() throws Exception {
    TypeSystemDescription types =
        CasCreationUtils.mergeTypeSystems(
            List.of(
                TypeSystemDescriptionFactory.createTypeSystemDescription(),
                TypeSystemDescriptionFactory.createTypeSystemDescriptionFromPath(TYPES)));
    jcas = JCasFactory.createJCas(types);
    jcas.setDocumentLanguage("en");
    jcas.setDocumentText("The Woman was good. The film was bad.");
  }

  @Test
  void flagsWhatMustNotDecideAndDid() throws Exception {
    Classification first = decision(0, 19);
    important(first, 4, 9, 1);
    important(first, 14, 18, 2);
    Classification second = decision(20, 37);
    important(second, 33, 36, 1);
    important(second, 24, 28, 2);
    SimplePipeline.runPipeline(jcas, auditor("woman", "film"));
    assertThat(flags())
        .singleElement()
        .satisfies(
            flag -> {
              assertThat(flag.getCoveredText()).isEqualTo("Woman");
              Feature decision = flag.getType().getFeatureByBaseName("classification");
              assertThat(flag.getFeatureValue(decision)).isEqualTo(first);
            });
  }

  @Test
  void worksBehindTheEngines(@TempDir Path folder) throws Exception {
    AnalysisEngineDescription safr = SafrPipeline.description(TinyModel.write(folder).toString());
    SimplePipeline.runPipeline(
        jcas, safr, auditor("the", "woman", "was", "good", "film", "bad", ".", "WOMAN"));
    assertThat(flags()).hasSameSizeAs(jcas.select(Classification.class).toList()).hasSize(2);
  }

  private List<Annotation> flags() {
    return jcas.getCas()
        .<Annotation>select(
            jcas.getTypeSystem().getType(ForbiddenEvidenceAuditor.FORBIDDEN_EVIDENCE))
        .toList();
  }

  private static AnalysisEngineDescription auditor(String... words) throws Exception {
    return AnalysisEngineFactory.createEngineDescription(
        ForbiddenEvidenceAuditor.class, ForbiddenEvidenceAuditor.PARAM_FORBIDDEN_WORDS, words);
  }

  private Classification decision(int begin, int end) {
    Classification decision = new Classification(jcas, begin, end);
    decision.addToIndexes();
    return decision;
  }

  private void important(Classification decision, int begin, int end, int rank) {
    ImportantToken token = new ImportantToken(jcas, begin, end);
    token.setRank(rank);
    token.setClassification(decision);
    token.addToIndexes();
  }
}
