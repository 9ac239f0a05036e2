package io.github.safr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real training in JVMs of its own that are killed at random moments, or whose disk is full,
 * until there is a model: it has the bytes of one that nobody disturbed. {@code -Dsafr.kills=40}
 * kills 40 times, {@code -Dsafr.kills.seed=2} at other moments.
 */
@Timeout(7200)
class KilledTrainingTest {

  private static final int KILLS = Integer.getInteger("safr.kills", 2);
  private static final long SEED = Long.getLong("safr.kills.seed", 1);
  private static final int EPOCHS = 12;

  private static final String[] FILLERS = {"the", "room", "was", "very", "and", "we", "stayed"};
  private static final String[] GOOD = {"lovely", "clean", "quiet"};
  private static final String[] BAD = {"dirty", "loud", "cold"};

  /** What a kill waits for. */
  private enum Moment {
    ANY_TIME,
    CHECKPOINT,
    BETWEEN_CHECKPOINTS,
    MODEL,
    PUBLISHING
  }

  @TempDir Path folder;
  private final Random random = new Random(SEED);
  private final Map<String, Integer> phases = new TreeMap<>();
  private Path data;
  private Path dev;
  private long longest = 5_000;
  private boolean refused;

  @BeforeEach
  void makeData() throws IOException {
    data = write("train.tsv", 160, 1);
    dev = write("dev.tsv", 40, 2);
  }

  @Test
  void aKilledTrainingGoesOnAndEndsWithTheSameModel() throws Exception {
    Map<String, String> whole = reference();
    int kills = 0;
    for (int chain = 0; kills < KILLS; chain++) {
      Path out = folder.resolve("out" + chain);
      boolean finished = false;
      while (kills < KILLS && !finished) {
        finished = !killedOnce(out);
        kills += finished ? 0 : 1;
        checkWhole(out, whole);
      }
      Files.createDirectories(out);
      CommandRun last = CommandRun.of(arguments(out));
      assertThat(last.exitCode()).as(last.err()).isZero();
      assertThat(files(out)).isEqualTo(whole);
    }
    System.out.printf("Killed a training %d times: %s%n", kills, phases);
  }

  @Test
  void aTrainingWhoseDiskWasFullGoesOnWhenThereIsSpace() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    Path results = Files.createDirectory(folder.resolve("results"));
    List<String> sizes = new ArrayList<>();
    // The more there are, the more moments there are at which the disk is full.
    for (int part = 1; part <= 1 + KILLS / 3; part++) {
      sizes.add("size=" + part * 1200 + "k");
    }
    sizes.add("size=256m");
    List<SmallDisk.Run> runs = SmallDisk.run(disk, results, sizes, arguments(disk));
    for (SmallDisk.Run full : runs.subList(0, runs.size() - 1)) {
      if (full.exitCode() != 0) {
        assertThat(full.exitCode()).isEqualTo(1);
        assertThat(full.err())
            .contains("cannot be written (", "the space left, then go on with --resume.")
            .doesNotContain("Unexpected");
      }
    }
    assertThat(runs.get(0).exitCode()).isEqualTo(1);
    SmallDisk.Run last = runs.get(runs.size() - 1);
    assertThat(last.exitCode()).as(last.err()).isZero();
    assertThat(files(last.files())).isEqualTo(reference());
  }

  /** Whether the command was killed before its end. */
  private boolean killedOnce(Path out) throws Exception {
    Files.createDirectories(out);
    Moment moment = Moment.values()[random.nextInt(Moment.values().length)];
    long start = System.nanoTime();
    long deadline = start + random.nextLong(longest) * 1_000_000;
    int checkpoints = random.nextInt(EPOCHS - 1);
    String before = newest(out);
    String last = before;
    try (ChildCommand child = ChildCommand.start(folder, arguments(out))) {
      while (child.isAlive()) {
        String newest = newest(out);
        checkpoints -= newest.equals(last) ? 0 : 1;
        last = newest;
        boolean reached =
            switch (moment) {
              case ANY_TIME -> System.nanoTime() > deadline;
              case CHECKPOINT -> checkpoints < 0 && isSaving(out);
              case BETWEEN_CHECKPOINTS -> checkpoints < 0 && !isSaving(out);
              case MODEL -> Files.exists(out.resolve("unfinished-model"));
              case PUBLISHING -> Files.exists(out.resolve("saved_model.pb"));
            };
        if (reached) {
          if (random.nextBoolean()) {
            Thread.sleep(random.nextInt(20));
          }
          if (!refused && !newest.equals(before)) {
            // It has written a checkpoint, and so it has the folder.
            child.freeze();
            refuses(out);
          }
          boolean alive = child.isAlive();
          child.kill();
          return alive;
        }
        Thread.sleep(1);
      }
      longest = Math.max(longest, (System.nanoTime() - start) / 1_000_000);
      assertThat(child.await()).as(child.err()).isZero();
      return false;
    }
  }

  /** Another training has the folder, and keeps it. */
  private void refuses(Path out) throws IOException {
    if (Files.exists(out.resolve("model.json"))) {
      return;
    }
    Map<String, String> before = files(out);
    CommandRun second = CommandRun.of(arguments(out));
    assertThat(second.exitCode()).isEqualTo(1);
    assertThat(second.err()).contains("Another training writes into '" + out);
    assertThat(files(out)).isEqualTo(before);
    refused = true;
  }

  private void checkWhole(Path out, Map<String, String> whole) throws IOException {
    Path state = out.resolve("checkpoints/state.json");
    // Beside a model that is whole it may be in the middle of being removed.
    if (Files.exists(state) && !Files.exists(out.resolve("model.json"))) {
      long step =
          JsonParser.parseString(Files.readString(state)).getAsJsonObject().get("step").getAsLong();
      assertThat(out.resolve("checkpoints/step-" + step + "/weights.index")).exists();
    }
    if (Files.exists(out.resolve("model.json"))) {
      Map<String, String> model = files(out);
      whole.forEach((name, bytes) -> assertThat(model.get(name)).as(name).isEqualTo(bytes));
      phases.merge("6 finished", 1, Integer::sum);
    } else if (Files.exists(out.resolve("saved_model.pb"))) {
      phases.merge("5 model moved into place", 1, Integer::sum);
    } else if (Files.exists(out.resolve("unfinished-model"))) {
      phases.merge("4 model written", 1, Integer::sum);
    } else if (isSaving(out)) {
      phases.merge("3 checkpoint written", 1, Integer::sum);
    } else {
      phases.merge(
          Files.exists(state) ? "2 between checkpoints" : "1 before a checkpoint", 1, Integer::sum);
    }
  }

  /** Whether a step is on the disk that the state does not know yet. */
  private static boolean isSaving(Path out) throws IOException {
    Path state = out.resolve("checkpoints/state.json");
    String newest = newest(out);
    try {
      return !newest.isEmpty()
          && (!Files.exists(state)
              || Files.exists(out.resolve("checkpoints/state.json.part"))
              || !Files.readString(state).contains("\"step\": " + newest.substring(5) + ","));
    } catch (NoSuchFileException e) {
      return true;
    }
  }

  /** The folder of the latest step. */
  private static String newest(Path out) {
    String[] steps = out.resolve("checkpoints").toFile().list((f, name) -> name.startsWith("step"));
    String newest = "";
    for (String step : steps == null ? new String[0] : steps) {
      boolean later =
          newest.isEmpty()
              || Integer.parseInt(step.substring(5)) > Integer.parseInt(newest.substring(5));
      newest = later ? step : newest;
    }
    return newest;
  }

  private Map<String, String> reference() throws IOException {
    Path out = Files.createDirectories(folder.resolve("undisturbed"));
    CommandRun run = CommandRun.of(arguments(out));
    assertThat(run.exitCode()).as(run.err()).isZero();
    return files(out);
  }

  /** Names and bytes, of all files. */
  private static Map<String, String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .collect(
              Collectors.toMap(
                  file -> folder.relativize(file).toString(),
                  file -> {
                    try {
                      return Files.readString(file, StandardCharsets.ISO_8859_1);
                    } catch (IOException e) {
                      throw new UncheckedIOException(e);
                    }
                  }));
    }
  }

  private Object[] arguments(Path out) {
    return new Object[] {
      "train",
      "--resume",
      "--name",
      "rooms",
      "--encoder",
      "word",
      "--train",
      data,
      "--dev",
      dev,
      "--output",
      out,
      "--epochs",
      EPOCHS,
      "--patience",
      EPOCHS,
      "--max-tokens",
      6,
      "--overlap",
      1,
      "--batch-tokens",
      128,
      "--min-count",
      1,
      "--threads",
      1
    };
  }

  private Path write(String name, int count, long seed) throws IOException {
    Random draw = new Random(seed);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      boolean good = draw.nextBoolean();
      String[] words = good ? GOOD : BAD;
      lines.append(good ? "good\t" : "bad\t");
      for (int word = 0; word < 4; word++) {
        lines.append(FILLERS[draw.nextInt(FILLERS.length)]).append(' ');
      }
      lines.append(words[draw.nextInt(words.length)]).append('\n');
    }
    return Files.writeString(folder.resolve(name), lines);
  }
}
