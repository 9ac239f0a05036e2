package io.github.safr.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.github.safr.model.DeviceChoice;
import io.github.safr.model.Prediction;
import io.github.safr.model.SafrModel;
import io.github.safr.testing.RandomModel;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The same text gets the same decision and the same reasons, whoever else asks, in which order, on
 * how many threads. More units with {@code -Dsafr.determinism.units=1000}.
 */
@DisplayName("What a model says of a text")
class DeterminismTest {

  private static final int UNITS = Integer.getInteger("safr.determinism.units", 40);
  private static final Gson GSON = new GsonBuilder().serializeSpecialFloatingPointValues().create();

  /** Networks of words and of pieces, such as are shipped and such as were never trained. */
  enum Kind {
    WORDS(UNITS),
    PIECES(UNITS),
    PAPER(UNITS),
    /** Twelve times as much work. */
    SENTIMENT(Math.max(10, UNITS / 5));

    private final int units;

    Kind(int units) {
      this.units = units;
    }

    private String location() {
      return switch (this) {
        case WORDS -> RandomModel.ofWords(folder, false).toString();
        case PIECES -> RandomModel.ofPieces(folder).toString();
        case PAPER -> "en-sentiment-paper";
        case SENTIMENT -> "en-sentiment";
      };
    }
  }

  @TempDir static Path folder;

  private static final Map<Kind, String> LOCATIONS = new EnumMap<>(Kind.class);
  private static final Map<Kind, SafrModel> MODELS = new EnumMap<>(Kind.class);
  private static final Map<Kind, List<List<String>>> UNITS_OF = new EnumMap<>(Kind.class);

  /** What each unit gets in a call of its own when nobody else asks. */
  private static final Map<Kind, Answer> ALONE = new EnumMap<>(Kind.class);

  @BeforeAll
  static void askAlone() {
    for (Kind kind : Kind.values()) {
      LOCATIONS.put(kind, kind.location());
      MODELS.put(kind, SafrModel.load(LOCATIONS.get(kind), DeviceChoice.CPU));
      UNITS_OF.put(kind, DeterminismProgram.units(kind.units));
      ALONE.put(kind, DeterminismProgram.alone(MODELS.get(kind), UNITS_OF.get(kind)));
    }
  }

  @AfterAll
  static void close() {
    MODELS.values().forEach(SafrModel::close);
  }

  @ParameterizedTest
  @EnumSource
  void doesNotDependOnWhatElseIsInTheCall(Kind kind) {
    Answer together = Answer.of(MODELS.get(kind).explain(UNITS_OF.get(kind)));

    same(kind, "together", ALONE.get(kind), together);
  }

  @ParameterizedTest
  @EnumSource
  void doesNotDependOnTheOrder(Kind kind) {
    for (int seed = 1; seed <= 2; seed++) {
      List<Integer> order = new ArrayList<>(numbers(kind.units));
      Collections.shuffle(order, new Random(seed));
      List<List<String>> units = order.stream().map(UNITS_OF.get(kind)::get).toList();

      Answer shuffled = Answer.of(MODELS.get(kind).explain(units));

      Answer.Unit[] back = new Answer.Unit[kind.units];
      for (int i = 0; i < back.length; i++) {
        back[order.get(i)] = shuffled.units().get(i);
      }
      same(kind, "shuffled", ALONE.get(kind), new Answer(List.of(back)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void doesNotDependOnWhoElseAsks(Kind kind) throws Exception {
    for (int count : new int[] {2, 8}) {
      ExecutorService threads = Executors.newFixedThreadPool(count);
      try {
        List<Future<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          int seed = i;
          answers.add(threads.submit(() -> inCallsOfAnySize(kind, seed)));
        }
        for (Future<Answer> answer : answers) {
          same(kind, count + " threads", ALONE.get(kind), answer.get(2, TimeUnit.MINUTES));
        }
      } finally {
        threads.shutdownNow();
      }
    }
  }

  private static Answer inCallsOfAnySize(Kind kind, int seed) {
    Random random = new Random(seed);
    List<List<String>> units = UNITS_OF.get(kind);
    List<Answer.Unit> answers = new ArrayList<>();
    while (answers.size() < units.size()) {
      int end = Math.min(units.size(), answers.size() + 1 + random.nextInt(9));
      answers.addAll(
          Answer.of(MODELS.get(kind).explain(units.subList(answers.size(), end))).units());
    }
    return new Answer(answers);
  }

  @ParameterizedTest
  @EnumSource
  void isTheSameDecisionWithAndWithoutReasons(Kind kind) {
    List<Prediction> plain = MODELS.get(kind).classify(UNITS_OF.get(kind));
    List<Answer.Unit> explained = ALONE.get(kind).units();
    for (int i = 0; i < plain.size(); i++) {
      assertThat(plain.get(i).label()).isEqualTo(explained.get(i).label());
      double[] one = logOdds(plain.get(i).probabilities());
      double[] other = logOdds(explained.get(i).probabilities());
      for (int c = 0; c < one.length; c++) {
        assertThat(one[c]).isCloseTo(other[c], within(1e-5 * Math.max(1, Math.abs(other[c]))));
      }
    }
  }

  /** What sets logits of labels apart from that of the first. */
  private static double[] logOdds(double[] probabilities) {
    return Arrays.stream(probabilities).map(p -> Math.log(p / probabilities[0])).toArray();
  }

  /** As many batches at once as cores, fewer, more; and every call in batches of its own. */
  @ParameterizedTest
  @CsvSource({"safr.runners, 1", "safr.runners, 3", "safr.apart, true"})
  void doesNotDependOnHowBatchesAreRun(String property, String value) {
    System.setProperty(property, value);
    try {
      for (Kind kind : List.of(Kind.WORDS, Kind.PIECES, Kind.PAPER)) {
        try (SafrModel model = SafrModel.load(LOCATIONS.get(kind), DeviceChoice.CPU)) {
          same(
              kind,
              property + "=" + value,
              ALONE.get(kind),
              Answer.of(model.explain(UNITS_OF.get(kind))));
        }
      }
    } finally {
      System.clearProperty(property);
    }
  }

  @Test
  void isTheSameToTheBitInBatchesOfItsOwn() {
    System.setProperty("safr.apart", "true");
    try (SafrModel one = SafrModel.load(LOCATIONS.get(Kind.PAPER), DeviceChoice.CPU);
        SafrModel other = SafrModel.load(LOCATIONS.get(Kind.PAPER), DeviceChoice.CPU)) {
      String expected = GSON.toJson(Answer.of(one.explain(UNITS_OF.get(Kind.PAPER))));

      assertThat(GSON.toJson(Answer.of(one.explain(UNITS_OF.get(Kind.PAPER))))).isEqualTo(expected);
      assertThat(GSON.toJson(Answer.of(other.explain(UNITS_OF.get(Kind.PAPER)))))
          .isEqualTo(expected);
    } finally {
      System.clearProperty("safr.apart");
    }
  }

  /** Two threads share an operation there, which is settled with the first model of a JVM. */
  @Test
  void isTheSameInAnotherProcess() throws Exception {
    Path out = Files.createTempFile(folder, "out", ".json");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dai.djl.tensorflow.num_intraop_threads=2",
                "-cp",
                classPath(),
                DeterminismProgram.class.getName(),
                Integer.toString(UNITS),
                out.toString()));
    command.add(LOCATIONS.get(Kind.PIECES));
    command.add(LOCATIONS.get(Kind.PAPER));
    Path log = Files.createTempFile(folder, "err", ".txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();

    List<String> answers = Files.readAllLines(out, StandardCharsets.UTF_8);
    same(
        Kind.PIECES,
        "another process",
        ALONE.get(Kind.PIECES),
        GSON.fromJson(answers.get(0), Answer.class));
    same(
        Kind.PAPER,
        "another process",
        ALONE.get(Kind.PAPER),
        GSON.fromJson(answers.get(1), Answer.class));
  }

  /** Those of the tests' own: Maven may have put all into the manifest of one jar. */
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
        .replace(File.pathSeparator + File.pathSeparator, File.pathSeparator);
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private static void same(Kind kind, String how, Answer expected, Answer actual) {
    Agreement agreement = new Agreement();
    agreement.compare(kind + " " + how, expected, actual);
    if (Boolean.getBoolean("safr.determinism.print")) {
      System.out.println(kind + ", " + how + ": " + agreement);
    }
    assertThat(agreement.examples()).isEmpty();
    assertThat(agreement.units()).isEqualTo(kind.units);
    assertThat(agreement.numbers()).isGreaterThan(kind.units * 10L);
  }
}
