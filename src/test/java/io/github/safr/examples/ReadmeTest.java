package io.github.safr.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.cas.CAS;
import org.apache.uima.util.XMLInputSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What the README shows works as it stands there")
class ReadmeTest {

  @TempDir Path folder;

  @Test
  void theProgramCompilesAndRuns() throws Exception {
    Path source = Files.writeString(folder.resolve("Hello.java"), block("java"));
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                source.toString());
    assertThat(failed).isZero();
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      loader
          .loadClass("Hello")
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[0]);
    } finally {
      System.setOut(before);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("negative: The plot is a mess.", "positive: The acting is superb.")
        .containsPattern("[01]\\.\\d\\d mess");
  }

  @Test
  void theDescriptorRuns() throws Exception {
    Path file = Files.writeString(folder.resolve("pipeline.xml"), block("xml"));
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

  /** The first block of a language. */
  private static String block(String language) throws Exception {
    Matcher block =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("README.md")));
    assertThat(block.find()).isTrue();
    return block.group(1);
  }
}
