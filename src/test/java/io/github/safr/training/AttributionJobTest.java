package io.github.safr.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.safr.model.DeviceChoice;
import io.github.safr.model.ModelDirectory;
import io.github.safr.model.ModelTrust;
import io.github.safr.model.SafrModel;
import io.github.safr.network.Objective;
import io.github.safr.testing.OldModel;
import io.github.safr.testing.RandomModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Learning what tokens contribute, for a finished model")
class AttributionJobTest {

  private static final Path TRAIN = Path.of("examples/data/questions-train.tsv");
  private static final Path DEV = Path.of("examples/data/questions-dev.tsv");
  private static final int TEXTS = 30;

  @TempDir Path folder;

  @Test
  void isTheSameAfterTheTrainingAsAtItsEnd() throws IOException {
    Path atItsEnd = train("a", TEXTS);
    Path without = train("b", 0);
    Path after = folder.resolve("c");
    new AttributionJob(
            without.toString(),
            ModelTrust.ANYBODY,
            List.of(TRAIN),
            new AttributionSettings(TEXTS, 5, 1),
            null,
            after)
        .run(TrainingListener.SILENT);

    assertThat(after.resolve(ModelDirectory.NETWORK))
        .hasSameBinaryContentAs(atItsEnd.resolve(ModelDirectory.NETWORK));
    assertThat(ModelDirectory.open(after).manifest().metrics())
        .isEqualTo(ModelDirectory.open(without).manifest().metrics());
  }

  /** Its embedding is stored in 8 bits an entry, which are rounded once more. */
  @Test
  void leavesTheDecisionsOfANetworkOfWordPieces() throws IOException {
    Path model = RandomModel.ofPieces(folder);
    Path after = folder.resolve("after");
    learn(model, after);
    List<List<String>> units = List.of(List.of("film", "not", "good"), List.of("unaffable", "bad"));
    try (SafrModel before = SafrModel.load(model, DeviceChoice.CPU);
        SafrModel now = SafrModel.load(after, DeviceChoice.CPU)) {
      for (int i = 0; i < units.size(); i++) {
        assertThat(now.classify(units).get(i).probabilities())
            .containsExactly(before.classify(units).get(i).probabilities(), within(1e-5));
      }
    }
    assertThat(after.resolve(ModelDirectory.CARD)).content().startsWith("# renamed\n");
    assertThat(after.resolve("unfinished-model")).doesNotExist();
  }

  @Test
  void knowsNetworksThatCountTheirPadding() throws IOException {
    Path after = folder.resolve("after");
    learn(RandomModel.ofWords(folder, true), after);
    assertThat(ModelDirectory.open(after).manifest().attribution()).isTrue();
  }

  @Test
  void refusesANetworkWhoseWeightsHaveNoKnownNames() throws IOException {
    Path model = RandomModel.ofWords(folder, false);
    OldModel.rename(model, "classifier.kernel", "classifyer.kernel");
    Path after = folder.resolve("after");
    assertThatThrownBy(() -> learn(model, after))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no weight 'classifier.kernel'");
    assertThat(after).doesNotExist();
  }

  private static void learn(Path model, Path output) throws IOException {
    new AttributionJob(
            model.toString(),
            ModelTrust.ANYBODY,
            List.of(DEV),
            new AttributionSettings(8, 1, 1),
            "renamed",
            output)
        .run(TrainingListener.SILENT);
  }

  private Path train(String name, int texts) throws IOException {
    TrainingOptions options =
        TrainingOptions.builder(Objective.CORRECTED)
            .name("mails")
            .minCount(1)
            .epochs(1)
            .seed(5)
            .threads(1)
            .attributionTexts(texts)
            .build();
    Path output = folder.resolve(name);
    new TrainingJob(options, List.of(TRAIN), DEV, output).run(false, TrainingListener.SILENT);
    return output;
  }
}
