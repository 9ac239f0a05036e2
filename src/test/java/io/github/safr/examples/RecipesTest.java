package io.github.safr.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.explanations.ExplainedUnit;
import io.github.safr.explanations.SafrExplanations;
import io.github.safr.io.CasFormat;
import io.github.safr.io.CasWriter;
import io.github.safr.uima.SafrPipeline;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.cas.CAS;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The programs of docs/recipes.md do what it says")
class RecipesTest {

  private AnalysisEngine engine;
  private CAS cas;

  @BeforeEach
  void loadModel() throws Exception {
    engine = UIMAFramework.produceAnalysisEngine(SafrPipeline.description("en-sentiment"));
    cas = engine.newCAS();
  }

  @AfterEach
  void closeModel() {
    engine.destroy();
  }

  @Test
  void theQueueBeginsWithTheLeastCertainDecision(@TempDir Path folder) throws Exception {
    CasWriter writer = CasWriter.into(folder, CasFormat.XMI);
    annotate("A wonderful, touching film. It has a beginning and an end.\nA tedious mess.");
    writer.write(cas, "inner/one.txt");
    annotate("The doors open at eight. Superb!");
    writer.write(cas, "two.txt");
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    ReviewQueue.print(folder, 4, new PrintStream(printed, true, UTF_8));

    List<String> lines = printed.toString(UTF_8).lines().toList();
    assertThat(lines).hasSize(4).allMatch(line -> line.split("\t").length == 6);
    assertThat(lines.stream().map(line -> Double.parseDouble(line.split("\t")[0]))).isSorted();
    assertThat(lines).noneMatch(line -> line.endsWith("A wonderful, touching film."));
    assertThat(lines).anyMatch(line -> line.contains("\tinner/one.txt.xmi\t"));
  }

  @Test
  void snippetsMarkTheWordsThatDecided() throws Exception {
    annotate("So it is. The <plot> is a mess, & dull.");
    List<ExplainedUnit> units = SafrExplanations.of(cas).units();
    SearchSnippets snippets =
        new SearchSnippets("[", "]", text -> text.replace("&", "&amp;").replace("<", "&lt;"));

    String snippet = snippets.of(units.get(1), 3);

    assertThat(snippet).contains("[mess]", "&lt;plot", "&amp;").doesNotContain("<");
    assertThat(snippet.replaceAll("[\\[\\]]", ""))
        .isEqualTo("The &lt;plot> is a mess, &amp; dull.");
  }

  private void annotate(String text) throws Exception {
    cas.reset();
    cas.setDocumentLanguage("en");
    cas.setDocumentText(text);
    engine.process(cas);
  }
}
