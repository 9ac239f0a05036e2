package io.github.safr.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.model.ModelDirectory;
import io.github.safr.network.Objective;
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
            without.toString(), List.of(TRAIN), new AttributionSettings(TEXTS, 5, 1), null, after)
        .run(TrainingListener.SILENT);

    assertThat(after.resolve(ModelDirectory.NETWORK))
        .hasSameBinaryContentAs(atItsEnd.resolve(ModelDirectory.NETWORK));
    assertThat(ModelDirectory.open(after).manifest().metrics())
        .isEqualTo(ModelDirectory.open(without).manifest().metrics());
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
