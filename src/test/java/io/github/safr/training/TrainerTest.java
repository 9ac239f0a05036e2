package io.github.safr.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.safr.model.DeviceChoice;
import io.github.safr.model.ModelManifest;
import io.github.safr.model.Prediction;
import io.github.safr.model.SafrModel;
import io.github.safr.network.Objective;
import io.github.safr.network.Weight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainerTest {

  private static final String[] FILLERS = {"the", "room", "was", "very", "and", "we", "stayed"};
  private static final String[] GOOD = {"lovely", "clean", "quiet"};
  private static final String[] BAD = {"dirty", "loud", "cold"};

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Objective.class)
  void everyObjectiveLearnsWhatIsThereToLearn(Objective objective) throws IOException {
    TrainingOptions options = options(objective).epochs(12).patience(12).learningRate(1e-3).build();
    TrainedNetwork trained =
        new Trainer(options, data(), TrainingListener.SILENT).train(folder, false);
    assertThat(trained.best().devAccuracy()).isGreaterThan(0.95);
    assertThat(trained.history().get(0).loss().total())
        .isGreaterThan(trained.best().loss().total());
  }

  @Test
  void aResumedRunEndsWithTheWeightsOfAnUninterruptedOne() throws IOException {
    TrainingOptions options = options(Objective.CORRECTED).epochs(4).patience(4).build();
    TrainedNetwork whole =
        new Trainer(options, data(), TrainingListener.SILENT).train(folder.resolve("a"), false);

    Path interrupted = folder.resolve("b");
    for (int stopIn : new int[] {2, 3}) {
      assertThatThrownBy(
              () -> new Trainer(options, data(), stopIn(stopIn)).train(interrupted, true))
          .hasMessage("stop");
    }
    TrainedNetwork resumed =
        new Trainer(options, data(), TrainingListener.SILENT).train(interrupted, true);

    assertSameWeights(resumed.weights(), whole.weights());
    assertThat(resumed.history()).hasSize(4);
    for (int i = 0; i < 4; i++) {
      assertThat(resumed.history().get(i).loss()).isEqualTo(whole.history().get(i).loss());
      assertThat(resumed.history().get(i).devLoss()).isEqualTo(whole.history().get(i).devLoss());
    }
  }

  @Test
  void aRunThatWasKilledInAnEpochGoesOnInTheMiddleOfIt() throws IOException {
    TrainingOptions options = options(Objective.CORRECTED).epochs(2).patience(4).build();
    TrainedNetwork whole =
        new Trainer(options, data(), TrainingListener.SILENT).train(folder.resolve("a"), false);

    Path interrupted = folder.resolve("b");
    assertThatThrownBy(
            () -> new Trainer(options, data(), stopIn(2), Duration.ZERO).train(interrupted, false))
        .hasMessage("stop");
    List<Integer> batches = new ArrayList<>();
    TrainingListener collect =
        new TrainingListener() {
          @Override
          public void stepped(StepReport step) {
            batches.add(step.batch());
          }
        };
    TrainedNetwork resumed = new Trainer(options, data(), collect).train(interrupted, true);

    assertThat(batches.get(0)).as("the batch after the last checkpoint").isEqualTo(2);
    assertSameWeights(resumed.weights(), whole.weights());
    assertThat(resumed.history().get(1).loss()).isEqualTo(whole.history().get(1).loss());
    assertThat(resumed.history().get(1).padding()).isEqualTo(whole.history().get(1).padding());
  }

  @Test
  void aRunThatWasKilledWhileItLearnedContributionsGoesOn() throws IOException {
    TrainingOptions options = options(Objective.CORRECTED).epochs(1).build();
    TrainedNetwork whole =
        new Trainer(options, data(), TrainingListener.SILENT).train(folder.resolve("a"), false);
    Path interrupted = folder.resolve("b");
    TrainingListener stop =
        new TrainingListener() {
          @Override
          public void attributionEpoch(int epoch, int epochs, double loss) {
            throw new IllegalStateException("stop");
          }
        };
    assertThatThrownBy(() -> new Trainer(options, data(), stop).train(interrupted, false))
        .hasMessage("stop");
    TrainingListener noStep =
        new TrainingListener() {
          @Override
          public void stepped(StepReport step) {
            throw new AssertionError("The network was trained already.");
          }
        };
    assertSameWeights(
        new Trainer(options, data(), noStep).train(interrupted, true).weights(), whole.weights());
  }

  /** Only the words for good and bad rooms decide, and the network is to know that of itself. */
  @Test
  void aTrainedNetworkTellsWhichWordsDecided() throws IOException {
    TrainingOptions options =
        options(Objective.CORRECTED).epochs(12).patience(12).learningRate(1e-3).build();
    TrainingData data = data();
    TrainedNetwork trained =
        new Trainer(options, data, TrainingListener.SILENT).train(folder.resolve("run"), false);
    Path directory = Files.createDirectory(folder.resolve("model"));
    new ModelWriter(options, data, trained).write(directory);
    try (SafrModel model = SafrModel.load(directory, DeviceChoice.CPU)) {
      assertThat(model.manifest().attribution()).isTrue();
      List<Prediction> predictions = model.explain(data.dev());
      int found = 0;
      for (int text = 0; text < predictions.size(); text++) {
        double[] importance = predictions.get(text).explanation().orElseThrow().importance();
        int most = 0;
        for (int i = 0; i < importance.length; i++) {
          most = importance[i] > importance[most] ? i : most;
        }
        found += List.of(FILLERS).contains(data.dev().get(text).get(most)) ? 0 : 1;
      }
      assertThat((double) found / predictions.size()).isGreaterThan(0.9);
    }
  }

  @Test
  void theSeedDecidesTheResult() throws IOException {
    List<Map<String, Weight>> weights = new ArrayList<>();
    for (long seed : new long[] {1, 1, 2}) {
      TrainingOptions options = options(Objective.CORRECTED).epochs(1).seed(seed).build();
      weights.add(
          new Trainer(options, data(), TrainingListener.SILENT).train(folder, false).weights());
    }
    assertSameWeights(weights.get(0), weights.get(1));
    assertThat(weights.get(2).get("embedding").values())
        .isNotEqualTo(weights.get(0).get("embedding").values());
  }

  @Test
  void theWeightsOfTheBestEpochAreKept() throws IOException {
    List<EpochReport> epochs = new ArrayList<>();
    TrainingListener collect =
        new TrainingListener() {
          @Override
          public void epochFinished(EpochReport epoch) {
            epochs.add(epoch);
          }
        };
    // A rate that soon wrecks the network: the best epoch is not the last.
    TrainingOptions options =
        options(Objective.NONE).epochs(9).patience(3).learningRate(0.2).decay(false).build();
    TrainingData data = data();
    TrainedNetwork trained = new Trainer(options, data, collect).train(folder, false);
    assertThat(trained.history()).hasSameSizeAs(epochs);
    assertThat(trained.best().best()).isTrue();
    assertThat(epochs.size() - trained.best().epoch()).isLessThanOrEqualTo(3);
    assertThat(epochs).allMatch(epoch -> epoch.devAccuracy() <= trained.best().devAccuracy());
    Path directory = Files.createDirectory(folder.resolve("model"));
    assertThat(new ModelWriter(options, data, trained).write(directory).accuracy())
        .isEqualTo(trained.best().devAccuracy());
  }

  @Test
  void aCheckpointOfOtherOptionsIsRefused() throws IOException {
    TrainingOptions options = options(Objective.CORRECTED).epochs(2).build();
    assertThatThrownBy(() -> new Trainer(options, data(), stopIn(2)).train(folder, false))
        .hasMessage("stop");
    TrainingOptions others = options(Objective.CORRECTED).epochs(2).lambdaImportance(0.5).build();
    assertThatThrownBy(
            () -> new Trainer(others, data(), TrainingListener.SILENT).train(folder, true))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("--resume");
  }

  @Test
  void damagedCheckpointsAreNamed() throws IOException {
    TrainingOptions options = options(Objective.NONE).epochs(3).build();
    assertThatThrownBy(() -> new Trainer(options, data(), stopIn(3)).train(folder, false))
        .hasMessage("stop");
    Path state = folder.resolve("state.json");
    String whole = Files.readString(state);
    for (String broken : new String[] {"", "{", "{}", whole.substring(0, whole.length() / 2)}) {
      Files.writeString(state, broken);
      assertDamaged(options);
    }
    Files.writeString(state, whole);
    try (var folders = Files.list(folder)) {
      for (Path epoch : folders.filter(Files::isDirectory).toList()) {
        Path weights = epoch.resolve("weights.data-00000-of-00001");
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length / 2] ^= 1;
        Files.write(weights, bytes);
        assertDamaged(options);
        bytes[bytes.length / 2] ^= 1;
        Files.write(weights, bytes);
      }
    }
    try (var folders = Files.list(folder)) {
      for (Path epoch : folders.filter(Files::isDirectory).toList()) {
        Files.delete(epoch.resolve("weights.index"));
      }
    }
    assertDamaged(options);
  }

  private void assertDamaged(TrainingOptions options) {
    assertThatThrownBy(
            () -> new Trainer(options, data(), TrainingListener.SILENT).train(folder, true))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is damaged");
  }

  @Test
  void startingAgainRemovesOldCheckpointsAndNothingElse() throws IOException {
    Path mine = Files.createDirectory(folder.resolve("mine"));
    Files.createDirectory(folder.resolve("step-77"));
    TrainingOptions options = options(Objective.NONE).epochs(1).build();
    new Trainer(options, data(), TrainingListener.SILENT).train(folder, false);
    assertThat(mine).exists();
    assertThat(folder.resolve("step-77")).doesNotExist();
  }

  @Test
  void countedPaddingIsTheSameWhateverTheBatch() throws IOException {
    TrainingOptions options =
        options(Objective.PAPER).epochs(1).paperPadding(12).maxTokens(6).build();
    TrainingData data = data();
    TrainedNetwork trained =
        new Trainer(options, data, TrainingListener.SILENT).train(folder, false);
    Path directory = Files.createDirectory(folder.resolve("model"));
    assertThat(new ModelWriter(options, data, trained).write(directory).accuracy())
        .isEqualTo(trained.best().devAccuracy());
    try (SafrModel model = SafrModel.load(directory, DeviceChoice.CPU)) {
      List<String> unit = List.of("the", "dirty", "room");
      Prediction alone = model.explain(List.of(unit)).get(0);
      Prediction beside =
          model.explain(List.of(unit, data.train().get(0), List.of(FILLERS))).get(0);
      assertThat(beside.probabilities()).containsExactly(alone.probabilities(), within(1e-6));
      assertThat(beside.explanation().orElseThrow().size()).isEqualTo(3);
    }
  }

  @Test
  void aVocabularyWithoutWordsIsRefusedBeforeTraining() {
    TrainingOptions options = options(Objective.NONE).minCount(1_000_000).build();
    assertThatThrownBy(() -> new Trainer(options, data(), TrainingListener.SILENT))
        .hasMessageContaining("--min-count");
  }

  @Test
  void aJobLeavesAModelAndNothingElse() throws IOException {
    Path train = write("train.tsv", 80, 1);
    Path dev = write("dev.tsv", 30, 2);
    Path output = folder.resolve("rooms");
    TrainingOptions options =
        options(Objective.CORRECTED).name("rooms").epochs(8).learningRate(1e-3).build();
    TrainingJob job = new TrainingJob(options, List.of(train), dev, output);
    assertThat(job.isFinished()).isFalse();
    double accuracy = job.run(false, TrainingListener.SILENT).accuracy();
    assertThat(job.isFinished()).isTrue();
    try (var files = Files.list(output)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "model.json", "saved_model.pb", "vocabulary.txt", "MODEL_CARD.md");
    }
    assertThat(Files.readString(output.resolve("MODEL_CARD.md"))).contains("rooms", "train.tsv");
    try (SafrModel model = SafrModel.load(output, DeviceChoice.CPU)) {
      ModelManifest manifest = model.manifest();
      assertThat(manifest.labels()).containsExactly("bad", "good");
      assertThat(manifest.metrics()).containsEntry("devAccuracy", accuracy);
      assertThat(manifest.data()).hasSize(2);
      assertThat(model.classify(List.of(List.of("The", "room", "was", "LOVELY"))).get(0).label())
          .isEqualTo("good");
    }
  }

  @Test
  void labelsThatDoNotFitAreNamed() throws IOException {
    Path one = Files.writeString(folder.resolve("one.tsv"), "good\tone\ngood\ttwo\n");
    Path other = Files.writeString(folder.resolve("other.tsv"), "odd\tone\n");
    Path train = write("train.tsv", 10, 1);
    TrainingOptions options = options(Objective.NONE).build();
    assertThatThrownBy(
            () ->
                new TrainingJob(options, List.of(one), one, folder.resolve("x"))
                    .run(false, TrainingListener.SILENT))
        .hasMessageContaining("one label only");
    assertThatThrownBy(
            () ->
                new TrainingJob(options, List.of(train), other, folder.resolve("x"))
                    .run(false, TrainingListener.SILENT))
        .hasMessageContaining("'odd'");
  }

  private static TrainingListener stopIn(int epoch) {
    return new TrainingListener() {
      @Override
      public void stepped(StepReport step) {
        if (step.epoch() == epoch && step.batch() == 2) {
          throw new IllegalStateException("stop");
        }
      }
    };
  }

  private static TrainingOptions.Builder options(Objective objective) {
    return TrainingOptions.builder(objective)
        .maxTokens(6)
        .batchTokens(128)
        .minCount(1)
        .seed(5)
        .threads(1);
  }

  private static TrainingData data() {
    List<List<String>> train = new ArrayList<>();
    List<List<String>> dev = new ArrayList<>();
    int[] trainClasses = fill(train, 120, 1);
    int[] devClasses = fill(dev, 60, 2);
    return new TrainingData(
        List.of("bad", "good"), train, trainClasses, dev, devClasses, List.of());
  }

  private Path write(String name, int count, long seed) throws IOException {
    List<List<String>> texts = new ArrayList<>();
    int[] classes = fill(texts, count, seed);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append(classes[i] == 1 ? "good\t" : "bad\t");
      lines.append(String.join(" ", texts.get(i))).append('\n');
    }
    return Files.writeString(folder.resolve(name), lines);
  }

  /** Texts of fillers with one word that decides; some are longer than a window. */
  private static int[] fill(List<List<String>> texts, int count, long seed) {
    Random random = new Random(seed);
    int[] classes = new int[count];
    for (int i = 0; i < count; i++) {
      classes[i] = random.nextInt(2);
      List<String> text = new ArrayList<>();
      for (int t = random.nextInt(8); t >= 0; t--) {
        text.add(FILLERS[random.nextInt(FILLERS.length)]);
      }
      String[] words = classes[i] == 1 ? GOOD : BAD;
      text.add(random.nextInt(text.size() + 1), words[random.nextInt(words.length)]);
      texts.add(text);
    }
    return classes;
  }

  private static void assertSameWeights(Map<String, Weight> actual, Map<String, Weight> expected) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (name, weight) ->
            assertThat(actual.get(name).values()).as(name).isEqualTo(weight.values()));
  }
}
