package io.github.safr.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.type.Classification;
import io.github.safr.type.ImportantToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.uima.UIMAException;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.FeatureStructure;
import org.apache.uima.jcas.JCas;
import org.apache.uima.jcas.tcas.Annotation;

/**
 * Tokens, units and decisions of others: anywhere in a text or outside of it, empty, the wrong way
 * round, over and inside one another, in the middle of a character.
 */
public final class ForeignTarget implements FuzzTarget {

  private static final int LONGEST = 120;
  private static final int MOST = 30;

  private final Engines engines =
      new Engines(
          List.of(
              pipeline -> pipeline.withTokensOf(RichTypes.WORD),
              pipeline -> pipeline.withTokensOf(RichTypes.WORD).unitType(RichTypes.PARAGRAPH)));
  private final JCas jcas;

  public ForeignTarget() {
    try {
      jcas = RichTypes.emptyCas().getJCas();
    } catch (UIMAException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public List<byte[]> seeds() {
    byte[] text = Draw.ofText("the film was good");
    byte[] words = {0, 0, 3, 0, 4, 8, 0, 9, 12, 0, 13, 17};
    byte[] units = {1, 0, 17, 1, 4, 17, 1, 0, 0};
    List<byte[]> seeds = new ArrayList<>();
    for (byte engine = 0; engine < 4; engine++) {
      seeds.add(Draw.ofParts(new byte[] {engine, 0}, text, words, units));
      seeds.add(
          Draw.ofParts(
              new byte[] {engine, 0}, text, words, units, new byte[] {2, 0, 17, 1, 2, 4, 12, 0}));
      // Longer than the text, and not the last; and a unit over all of it and more.
      seeds.add(
          Draw.ofParts(
              new byte[] {engine, 0},
              text,
              new byte[] {0, 4, (byte) 251, 0, 5, 8, 0, 4, 8, 0, 4, 6},
              new byte[] {1, (byte) 240, (byte) 251, 1, 0, 17}));
      seeds.add(Draw.ofParts(new byte[] {engine, 1}, text, words));
    }
    return seeds;
  }

  @Override
  public void check(byte[] input) {
    Draw draw = new Draw(input);
    int number = draw.below(engines.all().size());
    AnalysisEngine engine = engines.all().get(number);
    jcas.reset();
    boolean hasText = draw.below(256) != 1;
    String text = draw.text(LONGEST);
    if (hasText) {
      jcas.setDocumentText(text);
    }
    Set<FeatureStructure> before = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < MOST && draw.hasMore(); i++) {
      before.add(add(draw, text.length()));
    }
    try {
      engine.process(jcas);
    } catch (AnalysisEngineProcessException e) {
      Engines.checkFailure(e);
      return;
    }
    Engines.checkOutput(jcas, before);
    Set<List<Integer>> words = spans(RichTypes.WORD);
    jcas.select(ImportantToken.class)
        .forEach(token -> assertThat(words).contains(List.of(token.getBegin(), token.getEnd())));
    if (number % 2 == 1) {
      Set<List<Integer>> units = spans(RichTypes.PARAGRAPH);
      jcas.select(Classification.class)
          .filter(decision -> !before.contains(decision))
          .forEach(
              decision ->
                  assertThat(units).contains(List.of(decision.getBegin(), decision.getEnd())));
    }
  }

  private Annotation add(Draw draw, int length) {
    int kind = draw.below(4);
    int begin = draw.offset(length);
    int end = draw.offset(length);
    Annotation annotation;
    if (kind >= 2) {
      Classification decision = new Classification(jcas, begin, end);
      int model = draw.below(3);
      decision.setModel(model == 0 ? null : engines.models().get(model - 1));
      int label = draw.below(4);
      decision.setLabel(label == 0 ? null : label == 1 ? "negative" : "positive");
      decision.setConfidence(draw.number());
      annotation = decision;
    } else {
      String type = kind == 0 ? RichTypes.WORD : RichTypes.PARAGRAPH;
      annotation =
          (Annotation)
              jcas.getCas().createAnnotation(jcas.getTypeSystem().getType(type), begin, end);
    }
    annotation.addToIndexes();
    return annotation;
  }

  private Set<List<Integer>> spans(String type) {
    Set<List<Integer>> spans = new HashSet<>();
    jcas.<Annotation>select(jcas.getTypeSystem().getType(type))
        .forEach(span -> spans.add(List.of(span.getBegin(), span.getEnd())));
    return spans;
  }

  @Override
  public void close() throws IOException {
    engines.close();
  }
}
