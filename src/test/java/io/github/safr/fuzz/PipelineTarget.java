package io.github.safr.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.type.Classification;
import io.github.safr.type.ImportantToken;
import io.github.safr.type.Sentence;
import io.github.safr.type.Token;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.uima.UIMAException;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.jcas.JCas;
import org.apache.uima.jcas.tcas.Annotation;

/** Any text, in any language, through the whole pipeline with real networks. */
public final class PipelineTarget implements FuzzTarget {

  private static final int LONGEST = 300;
  private static final List<String> LANGUAGES = List.of("en", "x-unspecified", "en-GB", "de", "");

  private final Engines engines =
      new Engines(List.of(pipeline -> pipeline, pipeline -> pipeline.unitType("Document")));
  private final JCas jcas;

  public PipelineTarget() {
    try {
      jcas = RichTypes.emptyCas().getJCas();
    } catch (UIMAException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(
        Draw.ofParts(new byte[] {0, 0}, Draw.ofText("The film wasn't good. I liked it!\n\nYes.")),
        Draw.ofParts(new byte[] {1, 10}, Draw.ofText("the film was very good and not bad, ")),
        Draw.ofParts(new byte[] {2, 20, 12, 45, 8, 9, 46, 20}, Draw.ofText("unaffable film.")),
        Draw.ofParts(new byte[] {3, (byte) 250}, Draw.ofText("en\0 a b")));
  }

  @Override
  public void check(byte[] input) {
    Draw draw = new Draw(input);
    AnalysisEngine engine = engines.all().get(draw.below(engines.all().size()));
    int language = draw.below(256);
    String spoken = language < 250 ? LANGUAGES.get(language / 50) : draw.text(20);
    String text = draw.text(LONGEST);
    jcas.reset();
    jcas.setDocumentLanguage(spoken);
    jcas.setDocumentText(text);
    try {
      engine.process(jcas);
    } catch (AnalysisEngineProcessException e) {
      assertThat(spoken).as("the language").isNotIn("en", "x-unspecified", "en-GB", "");
      Engines.checkFailure(e);
      return;
    }
    Engines.checkOutput(jcas, Set.of());
    checkTokens(text);
    Set<List<Integer>> tokens = spans(Token.class);
    assertThat(spans(ImportantToken.class)).isEqualTo(tokens);
    boolean isDocument = engines.all().indexOf(engine) % 2 == 1;
    if (isDocument) {
      assertThat(jcas.select(Classification.class).count()).isEqualTo(tokens.isEmpty() ? 0 : 1);
    } else {
      assertThat(spans(Classification.class)).isEqualTo(spans(Sentence.class));
    }
  }

  /** Each character that is not white space is in one token, and no token ends inside a pair. */
  private void checkTokens(String text) {
    BitSet read = new BitSet();
    for (Token token : jcas.select(Token.class)) {
      boolean once = read.get(token.getBegin(), token.getEnd()).isEmpty();
      boolean splits = isInsidePair(text, token.getBegin()) || isInsidePair(text, token.getEnd());
      assertThat(once && !splits).as("%s", token).isTrue();
      read.set(token.getBegin(), token.getEnd());
    }
    BitSet visible = new BitSet();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      visible.set(
          i, !Character.isWhitespace(c) && Character.getType(c) != Character.SPACE_SEPARATOR);
    }
    assertThat(read).isEqualTo(visible);
  }

  private static boolean isInsidePair(String text, int at) {
    return at > 0
        && at < text.length()
        && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
  }

  private Set<List<Integer>> spans(Class<? extends Annotation> type) {
    Set<List<Integer>> spans = new HashSet<>();
    jcas.select(type).forEach(span -> spans.add(List.of(span.getBegin(), span.getEnd())));
    return spans;
  }

  @Override
  public void close() throws IOException {
    engines.close();
  }
}
