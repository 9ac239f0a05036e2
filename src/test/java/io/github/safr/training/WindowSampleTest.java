package io.github.safr.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.tensorflow.PieceSequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The windows that an epoch reads")
class WindowSampleTest {

  /** Windows of each text. */
  private static final int[] WINDOWS = {1, 4, 2, 7};

  /** Made once, since arrays compare by identity. */
  private static final List<PieceSequence> PIECES =
      IntStream.rangeClosed(1, 14).mapToObj(id -> PieceSequence.ofWords(new int[] {id})).toList();

  @Test
  void areAllOfThemUnlessAFewAreAskedFor() {
    assertThat(new WindowSample(examples(), 0).draw(1)).isEqualTo(examples());
    assertThat(new WindowSample(examples(), 7).draw(1)).hasSize(14);
  }

  @Test
  void areAsManyOfEachTextAsAskedForOrAsItHas() {
    List<Example> drawn = new WindowSample(examples(), 2).draw(5);
    assertThat(drawn.stream().collect(Collectors.groupingBy(Example::text, Collectors.counting())))
        .containsEntry(0, 1L)
        .containsEntry(1, 2L)
        .containsEntry(2, 2L)
        .containsEntry(3, 2L);
    assertThat(new HashSet<>(drawn)).hasSameSizeAs(drawn);
  }

  @Test
  void areTheSameForTheSameSeedAndAllInTheEnd() {
    WindowSample sample = new WindowSample(examples(), 1);
    assertThat(sample.draw(3)).isEqualTo(sample.draw(3));
    Set<Example> seen = new HashSet<>();
    for (int epoch = 0; epoch < 60; epoch++) {
      seen.addAll(sample.draw(epoch));
    }
    assertThat(seen).hasSize(14);
  }

  private static List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    for (int text = 0; text < WINDOWS.length; text++) {
      for (int window = 0; window < WINDOWS[text]; window++) {
        examples.add(new Example(PIECES.get(examples.size()), 0, text));
      }
    }
    return examples;
  }
}
