package io.github.safr.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.io.CasFormat;
import io.github.safr.io.CasWriter;
import io.github.safr.uima.SafrPipeline;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.cas.CAS;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What we write is read by UIMA alone, in a JVM that has neither our jar nor our classes. */
@Timeout(300)
class PlainUimaReadsOutputTest {

  /** uimaj-core with what it needs, and uimaj-io-json with what it needs. */
  private static final List<String> UIMA =
      List.of("uimaj-core-", "slf4j-api-", "uimaj-io-json-", "jackson-");

  private static final String TEXT =
      "The nurse 😀 was very kind\u0007, and\tthe “café” isn't bad. שלום!\r\n"
          + "But the waiting room was cold & dull <really>\u0085, e\u0301h?";

  @TempDir static Path folder;
  private static CAS cas;

  @BeforeAll
  static void annotate() throws Exception {
    AnalysisEngine engine =
        UIMAFramework.produceAnalysisEngine(SafrPipeline.description("en-sentiment-paper"));
    cas = engine.newCAS();
    cas.setDocumentLanguage("en");
    cas.setDocumentText(TEXT);
    engine.process(cas);
    engine.destroy();
  }

  @Test
  void annotationsOfAllTypesAreThere() {
    for (String type :
        List.of(
            "Sentence",
            "Token",
            "Classification",
            "ImportantToken",
            "CorrelatedTokens",
            "NeuronAllocation")) {
      assertThat(cas.select("io.github.safr.type." + type).count()).as(type).isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource(CasFormat.class)
  void isReadByUimaAlone(CasFormat format) throws Exception {
    Path out = folder.resolve(format.toString());
    CasWriter.Written written = CasWriter.into(out, format).write(cas, "a");
    List<String> expected = PlainUimaReader.describe(cas);
    expected.set(0, PlainUimaReader.characters(format.characters().replaceForbidden(TEXT)));
    String read = run(out.resolve(CasWriter.TYPE_SYSTEM), written.file());
    assertThat(read.lines()).containsExactlyElementsOf(expected);
  }

  private static String run(Path types, Path document) throws Exception {
    List<String> classPath = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      String name = Path.of(entry).getFileName().toString();
      if (UIMA.stream().anyMatch(name::startsWith)) {
        classPath.add(entry);
      }
    }
    assertThat(classPath).hasSize(6);
    classPath.add(driver().toString());
    Path printed = folder.resolve("printed");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                String.join(File.pathSeparator, classPath),
                PlainUimaReader.class.getName(),
                types.toString(),
                document.toString())
            .redirectOutput(printed.toFile())
            .redirectError(folder.resolve("errors").toFile())
            .start();
    assertThat(child.waitFor()).as(Files.readString(folder.resolve("errors"))).isZero();
    return Files.readString(printed, StandardCharsets.UTF_8);
  }

  /** A folder with the class of the program, and no other. */
  private static Path driver() throws IOException {
    String name = PlainUimaReader.class.getName().replace('.', '/') + ".class";
    Path target = folder.resolve("driver").resolve(name);
    Files.createDirectories(target.getParent());
    try (InputStream in = PlainUimaReader.class.getResourceAsStream("/" + name)) {
      Files.write(target, in.readAllBytes());
    }
    return folder.resolve("driver");
  }
}
