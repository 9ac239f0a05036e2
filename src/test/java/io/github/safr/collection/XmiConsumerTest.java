package io.github.safr.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.safr.testing.CasContent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.cas.CAS;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.util.CasCreationUtils;
import org.apache.uima.util.CasIOUtils;
import org.apache.uima.util.XMLInputSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XmiConsumerTest {

  @TempDir Path folder;

  @Test
  void writesAllViewsUnderTheNameOfTheDocumentAndChangesNothing() throws Exception {
    AnalysisEngine writer = writer("out");
    CAS cas = writer.newCAS();
    cas.setDocumentText("Gut & schön 😀");
    CAS other = cas.createView("translation");
    other.setDocumentText("Good <and> fine");
    other.addFsToIndexes(other.createAnnotation(other.getAnnotationType(), 0, 4));
    DocumentName.set(cas, "letters/2024/a.txt");
    List<String> before = CasContent.of(cas);

    writer.process(cas);

    assertThat(CasContent.of(cas)).isEqualTo(before);
    CAS read =
        CasCreationUtils.createCas(
            UIMAFramework.getXMLParser()
                .parseTypeSystemDescription(
                    new XMLInputSource(folder.resolve("out/TypeSystem.xml").toFile())),
            null,
            null);
    CasIOUtils.load(folder.resolve("out/letters/2024/a.txt.xmi").toUri().toURL(), read);
    assertThat(CasContent.of(read)).isEqualTo(before);
    writer.destroy();
  }

  @Test
  void severalWriteIntoOneFolder() throws Exception {
    AnalysisEngine one = writer("out");
    AnalysisEngine another = writer("out");
    for (AnalysisEngine writer : List.of(one, another)) {
      CAS cas = writer.newCAS();
      cas.setDocumentText("Text.");
      DocumentName.set(cas, writer == one ? "one" : "another");
      writer.process(cas);
      writer.destroy();
    }

    try (var files = Files.list(folder.resolve("out"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("TypeSystem.xml", "another.xmi", "one.xmi");
    }
  }

  @Test
  void aDocumentWithoutANameIsRefused() throws Exception {
    AnalysisEngine writer = writer("out");
    CAS cas = writer.newCAS();
    cas.setDocumentText("Text.");

    assertThatThrownBy(() -> writer.process(cas))
        .hasMessageContainingAll("what its document is called", "DocumentsReader");
    writer.destroy();
  }

  @Test
  void nothingIsWrittenOutsideOfTheFolder() throws Exception {
    AnalysisEngine writer = writer("out");
    CAS cas = writer.newCAS();
    cas.setDocumentText("Text.");
    DocumentName.set(cas, "../a.txt");

    assertThatThrownBy(() -> writer.process(cas)).hasMessageContaining("leads out of");
    assertThat(folder.resolve("a.txt.xmi")).doesNotExist();
    writer.destroy();
  }

  @Test
  void saysAtTheStartThatThereIsNoFolder() throws Exception {
    Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> writer("file"))
        .isInstanceOf(ResourceInitializationException.class)
        .hasStackTraceContaining("cannot be a folder");
    assertThatThrownBy(() -> UIMAFramework.produceAnalysisEngine(Descriptors.writer(null)))
        .isInstanceOf(ResourceInitializationException.class)
        .hasStackTraceContaining("output");
  }

  private AnalysisEngine writer(String output) throws Exception {
    return UIMAFramework.produceAnalysisEngine(
        Descriptors.writer(folder.resolve(output).toString()));
  }
}
