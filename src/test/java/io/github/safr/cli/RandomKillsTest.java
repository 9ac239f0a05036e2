package io.github.safr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.safr.io.journal.RunFolder;
import io.github.safr.testing.TinyModel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real command line with a real model, in JVMs of their own that are killed at random moments,
 * again and again in one folder until a run gets to its end; then in the next folder. Files and
 * bytes are compared with those of a run that nobody disturbed. {@code -Dsafr.kills=40} kills 40
 * times, {@code -Dsafr.kills.seed=2} at other moments.
 */
@Timeout(7200)
class RandomKillsTest {

  private static final int KILLS = Integer.getInteger("safr.kills", 3);
  private static final long SEED = Long.getLong("safr.kills.seed", 1);
  private static final int TEXTS = 60;
  private static final int ROWS = 60;

  /** One text, which is not UTF-8. */
  private static final int FAILING = 1;

  private static final int DOCUMENTS = TEXTS + 2 * ROWS + FAILING;

  /** What a kill waits for. Those that come once a run are tried for more often in short runs. */
  private enum Moment {
    ANY_TIME,
    FIRST_FILES,
    DOCUMENTS,
    LAST_DOCUMENTS,
    REPORT
  }

  @TempDir Path folder;
  private final Random random = new Random(SEED);
  private final Map<String, Integer> phases = new TreeMap<>();
  private Path input;
  private Path model;
  private long longest = 5_000;
  private boolean refused;
  private int parts;
  private int stops;

  @BeforeEach
  void makeCollection() throws IOException {
    model = TinyModel.write(folder);
    input = Files.createDirectory(folder.resolve("in"));
    for (int i = 0; i < TEXTS; i++) {
      String text = "The film was good, number " + i + ". It was not very bad. ";
      Files.writeString(input.resolve("text" + i + ".txt"), text.repeat(1 + i % 7 * 6));
    }
    Files.write(input.resolve("wrong.txt"), new byte[] {'a', (byte) 0xC3});
    StringBuilder rows = new StringBuilder("text\n");
    for (int i = 0; i < ROWS; i++) {
      rows.append("The film number ").append(i).append(" was not very good. I liked it.\n");
    }
    Files.writeString(input.resolve("reviews.tsv"), rows);
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(input.resolve("packed.csv.gz")))) {
      out.write(rows.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void killedRunsGoOnAndEndLikeOnesThatWereNot() throws Exception {
    int kills = 0;
    for (int chain = 0; kills < KILLS; chain++) {
      String format = chain % 2 == 0 ? "xmi" : "json";
      Path reference = folder.resolve("undisturbed-" + format);
      if (!Files.exists(reference)) {
        assertThat(
                CommandRun.with(new SafrPipelines(), arguments(reference, format).toArray())
                    .exitCode())
            .isEqualTo(3);
      }
      kills += disturb(reference, folder.resolve("out" + chain), format, KILLS - kills);
    }
    System.out.printf(
        "Killed %d times (%d by SIGTERM), %d times while files were being written: %s%n",
        kills, stops, parts, phases);
  }

  /** Kills a run and those that go on with it, until one gets to its end; how often it did. */
  private int disturb(Path reference, Path out, String format, int most) throws Exception {
    int kills = 0;
    while (kills < most) {
      List<Object> arguments = arguments(out, format);
      arguments.add("--resume");
      String before = Files.exists(journal(out)) ? Files.readString(journal(out)) : "";
      long start = System.nanoTime();
      try (ChildCommand child = ChildCommand.start(folder, arguments.toArray())) {
        Moment moment = Moment.values()[random.nextInt(Moment.values().length)];
        if (!await(moment, child, out)) {
          longest = Math.max(longest, (System.nanoTime() - start) / 1_000_000);
          assertThat(child.await()).as(child.err()).isEqualTo(3);
          break;
        }
        boolean frozen = moment == Moment.DOCUMENTS && !refused && lines(out) < DOCUMENTS - 20;
        if (frozen) {
          refused = true;
          child.freeze();
          assertThatThrownBy(() -> RunFolder.take(out)).hasMessageContaining("Another run writes");
        }
        end(child, frozen);
        kills++;
      }
      checkWhole(reference, out, before);
    }
    List<Object> arguments = arguments(out, format);
    if (!isFinished(out)
        && Files.exists(journal(out))
        && Files.readString(journal(out)).lines().count() > 1 + FAILING) {
      CommandRun refused = CommandRun.with(new SafrPipelines(), arguments.toArray());
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.err()).contains("was stopped after ", "--resume");
    }
    arguments.add("--resume");
    CommandRun last = CommandRun.with(new SafrPipelines(), arguments.toArray());
    assertThat(last.exitCode()).as(last.err()).isEqualTo(3);
    assertThat(Folders.content(out)).isEqualTo(Folders.content(reference));
    assertThat(Folders.content(report(out)).keySet())
        .isEqualTo(Folders.content(report(reference)).keySet());
    return kills;
  }

  /** Whether the moment came before the command ended. */
  private boolean await(Moment moment, ChildCommand child, Path out) throws Exception {
    long start = System.currentTimeMillis();
    long deadline = start + random.nextLong(longest);
    long before = lines(out);
    long lines = before + 1 + random.nextInt((int) Math.max(1, DOCUMENTS - before));
    long last = Math.max(before + 1, DOCUMENTS - random.nextInt(4));
    while (child.isAlive()) {
      boolean reached =
          switch (moment) {
            case ANY_TIME -> System.currentTimeMillis() > deadline;
            case FIRST_FILES -> isWriting(out);
            case DOCUMENTS -> lines(out) >= lines;
            case LAST_DOCUMENTS -> lines(out) >= last;
            case REPORT -> report(out).resolve("documents").toFile().lastModified() > start;
          };
      if (reached) {
        if (random.nextBoolean()) {
          Thread.sleep(random.nextInt(moment == Moment.REPORT ? 200 : 12));
        }
        return child.isAlive();
      }
      Thread.sleep(1);
    }
    return false;
  }

  private void end(ChildCommand child, boolean frozen) throws InterruptedException {
    if (random.nextInt(5) == 0 && !frozen) {
      stops++;
      child.terminate();
    } else {
      child.kill();
    }
  }

  /** Looks at what a kill left, and counts where it hit. */
  private void checkWhole(Path reference, Path out, String before) throws IOException {
    SortedMap<String, String> whole = Folders.content(reference);
    List<String> documents = new ArrayList<>();
    if (Files.exists(out)) {
      for (String name : Folders.names(out)) {
        if (!name.startsWith(".safr/") && !name.endsWith("errors.jsonl")) {
          assertThat(Files.readString(out.resolve(name))).as(name).isEqualTo(whole.get(name));
          documents.add(name);
        }
      }
    }
    if (Files.exists(report(out))) {
      for (Map.Entry<String, String> page : Folders.content(report(out)).entrySet()) {
        if (page.getKey().endsWith(".html")) {
          assertThat(page.getValue().stripTrailing()).as(page.getKey()).endsWith("</html>");
        }
      }
    }
    parts += isWriting(out) ? 1 : 0;
    checkJournal(out);
    String journal = Files.exists(journal(out)) ? Files.readString(journal(out)) : "";
    String phase;
    if (journal.isEmpty()) {
      phase = Files.exists(out) ? "2 startup, folder taken" : "1 startup, no folder";
    } else if (isFinished(out)) {
      phase = Files.exists(report(out).resolve("index.html")) ? "8 retry or end" : "7 report";
    } else if (journal.equals(before)) {
      phase = "3 startup of a resume";
    } else if (!documents.contains("TypeSystem.xml")) {
      phase = "4 before TypeSystem.xml";
    } else {
      phase = documents.size() < DOCUMENTS - 4 ? "5 documents" : "6 last documents";
    }
    phases.merge(phase, 1, Integer::sum);
  }

  private static void checkJournal(Path out) throws IOException {
    if (!Files.exists(journal(out))) {
      return;
    }
    List<String> lines = Files.readAllLines(journal(out));
    for (String line : lines) {
      JsonObject parsed = JsonParser.parseString(line).getAsJsonObject();
      if (parsed.has("bytes")) {
        String name = parsed.get("document").getAsString();
        boolean json = lines.get(0).contains("\"--output-format\":\"json\"");
        assertThat(out.resolve(name + (json ? ".json" : ".xmi")))
            .hasSize(parsed.get("bytes").getAsLong());
      }
    }
    assertThat(lines.get(0)).contains("\"settings\"");
  }

  private static Path journal(Path out) {
    return out.resolve(".safr/journal.jsonl");
  }

  private static Path report(Path out) {
    return out.resolveSibling(out.getFileName() + "-report");
  }

  private static boolean isWriting(Path out) {
    String[] parts = out.resolve(".safr/parts").toFile().list();
    return parts != null && Arrays.stream(parts).anyMatch(name -> name.endsWith(".part"));
  }

  private static long lines(Path out) throws IOException {
    return Files.exists(journal(out)) ? Files.readString(journal(out)).lines().count() : 0;
  }

  private static boolean isFinished(Path out) throws IOException {
    return Files.exists(journal(out)) && Files.readString(journal(out)).contains("\"annotated\":");
  }

  private List<Object> arguments(Path output, String format) {
    return new ArrayList<>(
        List.of(
            "annotate",
            "--reproducible",
            "--threads",
            4,
            "--device",
            "cpu",
            "--model",
            model,
            "--output-format",
            format,
            "--input",
            input + "/*",
            "--output",
            output,
            "--report",
            report(output)));
  }
}
