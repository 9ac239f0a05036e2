package io.github.safr.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.soak.Agreement.Ranking;
import io.github.safr.soak.Answer.Pair;
import io.github.safr.soak.Answer.Place;
import io.github.safr.soak.Answer.Token;
import io.github.safr.soak.Answer.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A judge that lets everything pass would prove nothing. */
class AgreementTest {

  private static final Token FIRST = new Token(new Place(0, 4), 1, -2, 0.5);
  private static final Token SECOND = new Token(new Place(5, 9), 0.3, 0.6, 0.25);

  @Test
  void theSameIsTheSame() {
    assertThat(compare(unit("yes", FIRST, SECOND), unit("yes", FIRST, SECOND)).disagreements())
        .isZero();
  }

  @Test
  void anotherLabelIsAnotherAnswer() {
    assertThat(compare(unit("yes", FIRST), unit("no", FIRST)).examples())
        .singleElement()
        .asString()
        .contains("another label");
  }

  @Test
  void aMissingUnitIsAnotherAnswer() {
    Agreement agreement = new Agreement();
    agreement.compare("x", new Answer(List.of(unit("yes", FIRST))), new Answer(List.of()));
    assertThat(agreement.disagreements()).isEqualTo(1);
  }

  @Test
  void aNumberMayBeALittleOff() {
    Token little = new Token(SECOND.place(), 0.300009, 0.6, 0.25);
    Token much = new Token(SECOND.place(), 0.30002, 0.6, 0.25);
    assertThat(compare(unit("yes", FIRST, SECOND), unit("yes", FIRST, little)).disagreements())
        .isZero();
    assertThat(compare(unit("yes", FIRST, SECOND), unit("yes", FIRST, much)).disagreements())
        .isPositive();
  }

  @Test
  void whatIsNotANumberAgreesWithNothing() {
    Token none = new Token(SECOND.place(), 0.3, Double.NaN, 0.25);
    assertThat(compare(unit("yes", FIRST, SECOND), unit("yes", FIRST, none)).disagreements())
        .isEqualTo(1);
  }

  @Test
  void onlyEqualsMayChangePlaces() {
    Token equal = new Token(new Place(20, 24), 0.3, -0.6, 0.9);
    Agreement equals = compare(unit("yes", FIRST, SECOND), unit("yes", FIRST, equal));
    assertThat(equals.disagreements()).isZero();
    assertThat(equals.swapped(Ranking.TOKENS)).isEqualTo(1);
    assertThat(equals.chosenOtherwise(Ranking.TOKENS)).isEqualTo(1);

    Agreement others = compare(unit("yes", FIRST, SECOND), unit("yes", SECOND, FIRST));
    assertThat(others.disagreements()).isPositive();
    assertThat(others.swapped(Ranking.TOKENS)).isEqualTo(1);
    assertThat(others.chosenOtherwise(Ranking.TOKENS)).isZero();
  }

  @Test
  void aTokenThatIsMissingIsMissed() {
    assertThat(compare(unit("yes", FIRST, SECOND), unit("yes", FIRST)).disagreements())
        .isEqualTo(1);
  }

  private static Unit unit(String label, Token... tokens) {
    Pair pair = new Pair(FIRST.place(), SECOND.place(), 0.1, 0.2, 0.3);
    return new Unit(
        new Place(0, 9),
        label,
        new double[] {0.25, 0.75},
        List.of(tokens),
        List.of(pair),
        List.of());
  }

  private static Agreement compare(Unit expected, Unit actual) {
    Agreement agreement = new Agreement();
    agreement.compare("x", new Answer(List.of(expected)), new Answer(List.of(actual)));
    return agreement;
  }
}
