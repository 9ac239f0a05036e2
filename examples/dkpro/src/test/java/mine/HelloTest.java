package mine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.safr.explanations.ExplainedUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

class HelloTest {

  @Test
  void classifiesSentencesOfDkpro() throws Exception {
    List<ExplainedUnit> units = Hello.run("The acting is superb. The plot is a mess.");

    assertEquals(
        List.of("positive", "negative"), units.stream().map(ExplainedUnit::label).toList());
    assertEquals("The plot is a mess.", units.get(1).text());
    assertTrue(
        units.get(1).importantTokens().stream().anyMatch(word -> word.text().equals("mess")));
  }
}
