package io.github.safr.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.cas.CAS;
import org.apache.uima.util.XMLInputSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What the README shows works as it stands there")
class ReadmeTest {

  private static final Path README = Path.of("README.md");

  @TempDir Path folder;

  @Test
  void theProgramCompilesAndRuns() throws Exception {
    assertThat(DocumentedProgram.run(README, "Hello", folder))
        .contains("negative: The plot is a mess.", "positive: The acting is superb.")
        .containsPattern("[01]\\.\\d\\d mess");
  }

  @Test
  void theDescriptorRuns() throws Exception {
    Path file =
        Files.writeString(folder.resolve("pipeline.xml"), DocumentedProgram.block(README, "xml"));
    AnalysisEngine engine =
        UIMAFramework.produceAnalysisEngine(
            UIMAFramework.getXMLParser().parseResourceSpecifier(new XMLInputSource(file.toFile())));
    try {
      CAS cas = engine.newCAS();
      cas.setDocumentText("The jokes are awful.");
      engine.process(cas);
      assertThat(cas.select("io.github.safr.type.Classification").count()).isEqualTo(1);
    } finally {
      engine.destroy();
    }
  }
}
