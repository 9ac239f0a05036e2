package io.github.safr.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.testing.HostileText;
import io.github.safr.type.Classification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.cas.CAS;
import org.apache.uima.fit.factory.AnalysisEngineFactory;
import org.apache.uima.fit.factory.CasFactory;
import org.apache.uima.jcas.JCas;
import org.apache.uima.jcas.cas.StringArray;
import org.apache.uima.jcas.tcas.Annotation;

/** What is written and read again is what it was, whatever the text is made of. */
class CasRoundTripTest {

  private static Path folder;
  private static AnalysisEngine engine;
  private static CAS cas;
  private static CAS again;

  @BeforeContainer
  static void make() throws Exception {
    folder = Files.createTempDirectory("round-trip");
    engine = AnalysisEngineFactory.createEngine(WordListAnnotator.description());
    cas = CasFactory.createCas();
    again = CasFactory.createCas();
  }

  @AfterContainer
  static void remove() throws IOException {
    engine.destroy();
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }

  @Property(tries = 400)
  void keepsTextsAndAnnotations(@ForAll("texts") String text, @ForAll CasFormat format)
      throws Exception {
    cas.reset();
    String carried = SourceDocument.of(text, format.characters()).text();
    cas.setDocumentLanguage("en");
    cas.setDocumentText(carried);
    engine.process(cas);
    assertThat(writeAndReadAgain(format)).isZero();
    assertThat(again.getDocumentText()).isEqualTo(carried);
    assertThat(again.getDocumentLanguage()).isEqualTo("en");
    assertThat(described(again)).isEqualTo(described(cas));
  }

  @Property(tries = 200)
  void keepsFeaturesAndReplacesWhatCannotBeWritten(
      @ForAll("texts") String text, @ForAll CasFormat format) throws Exception {
    cas.reset();
    cas.setDocumentText(text);
    JCas jcas = cas.getJCas();
    Classification decision = new Classification(jcas, 0, text.length());
    decision.setLabel(text);
    decision.setLabels(StringArray.create(jcas, new String[] {text, "", "other"}));
    decision.addToIndexes();
    int replaced = writeAndReadAgain(format);
    Characters characters = format.characters();
    assertThat(replaced).isEqualTo(3 * characters.countForbidden(text));
    String carried = characters.replaceForbidden(text);
    Classification read = again.getJCas().select(Classification.class).single();
    assertThat(again.getDocumentText()).isEqualTo(carried);
    assertThat(read.getLabel()).isEqualTo(carried);
    assertThat(read.getLabels().toStringArray()).containsExactly(carried, "", "other");
    assertThat(cas.getDocumentText()).as("what is in memory").isEqualTo(text);
  }

  @Property(tries = 15)
  void longTextsCrossTheBuffersOfParsers(@ForAll("texts") String text, @ForAll CasFormat format)
      throws Exception {
    if (!text.isEmpty()) {
      keepsFeaturesAndReplacesWhatCannotBeWritten(
          text.repeat(Math.max(1, 200_000 / text.length())), format);
    }
  }

  private static int writeAndReadAgain(CasFormat format) throws IOException {
    CasWriter.Written written = CasWriter.into(folder, format).write(cas, "a");
    again.reset();
    Document document =
        format == CasFormat.JSON
            ? new JsonCasFile(written.file(), "a")
            : new XmiFile(written.file(), "a");
    document.readInto(again, "de");
    return written.replacedCharacters();
  }

  private static List<Map.Entry<String, String>> described(CAS cas) {
    List<Map.Entry<String, String>> described = new ArrayList<>();
    for (Annotation annotation : cas.<Annotation>getAnnotationIndex()) {
      described.add(
          Map.entry(annotation.getCoveredText(), annotation.toString().replaceAll(":\\d+", "")));
    }
    return described;
  }

  @Provide
  static Arbitrary<String> texts() {
    Arbitrary<String> controls =
        Arbitraries.strings()
            .withCharRange('\0', '\u009F')
            .withChars('\u2028', '\u2029', '\uFEFF', '\uFFFE', '\uFFFF', '\uD83D', '\uDE00')
            .ofMaxLength(60);
    return Arbitraries.oneOf(HostileText.any(), controls);
  }
}
