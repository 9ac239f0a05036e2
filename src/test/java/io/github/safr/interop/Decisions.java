package io.github.safr.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.safr.explanations.ExplainedUnit;
import io.github.safr.explanations.ImportantWord;
import io.github.safr.explanations.SafrExplanations;
import io.github.safr.model.Explanation;
import io.github.safr.model.Prediction;
import io.github.safr.model.SafrModel;
import java.util.List;
import java.util.stream.DoubleStream;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.jcas.tcas.Annotation;

/** Checks what our engines say of a view against the model, asked about the very same tokens. */
final class Decisions {

  /** Batches of other sizes round differently, and annotations have six decimals. */
  private static final double ROUNDING = 1e-5;

  private static final int MOST_TOKENS = 10;
  private static final int MOST_PAIRS = 5;

  private Decisions() {}

  /**
   * Every unit that has tokens must have the model's label and explanation of them, at their
   * offsets, and nothing else may have one.
   *
   * @param unitType name of the type of units, or {@code Document}
   */
  static void assertOfModel(CAS view, SafrModel model, String unitType, String tokenType) {
    List<AnnotationFS> units =
        annotations(
                view, unitType.equals("Document") ? CAS.TYPE_NAME_DOCUMENT_ANNOTATION : unitType)
            .stream()
            .filter(unit -> !tokens(view, unit, tokenType).isEmpty())
            .toList();
    List<List<AnnotationFS>> tokens =
        units.stream().map(unit -> tokens(view, unit, tokenType)).toList();
    List<Prediction> predictions =
        model.explain(
            tokens.stream()
                .map(unit -> unit.stream().map(AnnotationFS::getCoveredText).toList())
                .toList());
    List<ExplainedUnit> said = SafrExplanations.of(view).units();

    assertThat(said).hasSameSizeAs(units).isNotEmpty();
    for (int i = 0; i < units.size(); i++) {
      ExplainedUnit unit = said.get(i);
      assertThat(List.of(unit.begin(), unit.end()))
          .isEqualTo(List.of(units.get(i).getBegin(), units.get(i).getEnd()));
      assertThat(unit.model()).isEqualTo(model.id());
      assertThat(unit.label()).isEqualTo(predictions.get(i).label());
      assertThat(unit.probabilities().keySet()).containsExactlyElementsOf(model.labels());
      assertThat(unit.probabilities().values().stream().mapToDouble(p -> p).toArray())
          .containsExactly(predictions.get(i).probabilities(), within(ROUNDING));
      assertExplained(unit, tokens.get(i), predictions.get(i).explanation().orElseThrow());
    }
  }

  private static void assertExplained(
      ExplainedUnit unit, List<AnnotationFS> tokens, Explanation explanation) {
    assertThat(unit.importantTokens()).hasSize(Math.min(tokens.size(), MOST_TOKENS));
    for (ImportantWord word : unit.importantTokens()) {
      int position =
          tokens.indexOf(
              tokens.stream()
                  .filter(t -> t.getBegin() == word.begin() && t.getEnd() == word.end())
                  .findAny()
                  .orElseThrow());
      assertThat(word.text()).isEqualTo(tokens.get(position).getCoveredText());
      assertThat(word.importance()).isCloseTo(explanation.importance()[position], within(ROUNDING));
      assertThat(word.contribution())
          .isCloseTo(explanation.contribution()[position], within(ROUNDING));
      assertThat(unit.allocationsOf(word)).isNotEmpty();
    }
    assertThat(unit.importantTokens().get(0).importance())
        .isCloseTo(DoubleStream.of(explanation.importance()).max().orElseThrow(), within(ROUNDING));
    assertThat(unit.pairs()).hasSize(Math.min(explanation.pairs().size(), MOST_PAIRS));
  }

  private static List<AnnotationFS> annotations(CAS view, String type) {
    return view.<Annotation>select(type).map(AnnotationFS.class::cast).toList();
  }

  /** What a unit covers, found the slow way. */
  private static List<AnnotationFS> tokens(CAS view, AnnotationFS unit, String tokenType) {
    return annotations(view, tokenType).stream()
        .filter(token -> token.getBegin() >= unit.getBegin() && token.getEnd() <= unit.getEnd())
        .toList();
  }
}
