package io.github.safr.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.testing.TinyModel;
import io.github.safr.type.Classification;
import io.github.safr.uima.SafrPipeline;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.cas.SerialFormat;
import org.apache.uima.fit.factory.AnalysisEngineFactory;
import org.apache.uima.jcas.JCas;
import org.apache.uima.util.CasIOUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareAnnotationsTest {

  @TempDir Path folder;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, UTF_8);

  @Test
  void aSmallDifferenceIsToldAndALargeOneRefused() throws Exception {
    Path one = Files.createDirectories(folder.resolve("one"));
    Path other = Files.createDirectories(folder.resolve("other"));
    AnalysisEngine engine =
        AnalysisEngineFactory.createEngine(
            SafrPipeline.description(TinyModel.write(folder).toString()));
    JCas jcas = engine.newJCas();
    jcas.setDocumentText("The film was good. Bad, very bad.");
    engine.process(jcas);
    engine.destroy();
    write(jcas, one);
    Classification first = jcas.select(Classification.class).get(0);
    first.setProbabilities(0, first.getProbabilities(0) + 0.01);
    write(jcas, other);

    assertThat(CompareAnnotations.compare(one, one, 0, out)).isTrue();
    assertThat(CompareAnnotations.compare(one, other, 0.1, out)).isTrue();
    assertThat(CompareAnnotations.compare(one, other, 0.001, out)).isFalse();
    assertThat(bytes.toString(UTF_8).lines())
        .contains(
            "1 documents, 2 decisions, 0 different; largest difference of a probability 0.010000,"
                + " of a contribution 0.000000",
            "1 documents, 2 decisions, 1 different; largest difference of a probability 0.010000,"
                + " of a contribution 0.000000");
  }

  @Test
  void foldersWithoutDecisionsAreNotTheSame() throws Exception {
    assertThat(CompareAnnotations.compare(folder, folder, 1, out)).isFalse();
  }

  private static void write(JCas jcas, Path directory) throws Exception {
    try (OutputStream file = Files.newOutputStream(directory.resolve("text.xmi"))) {
      CasIOUtils.save(jcas.getCas(), file, SerialFormat.XMI);
    }
  }
}
