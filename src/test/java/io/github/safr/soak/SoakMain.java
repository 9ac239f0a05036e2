package io.github.safr.soak;

import com.google.gson.GsonBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Many threads on one model for a long time:
 *
 * <pre>{@code
 * mvn -q test-compile exec:java -Dexec.classpathScope=test \
 *     -Dsafr.main=io.github.safr.soak.SoakMain -Dexec.args="--minutes 60 --sentences 1000000"
 * }</pre>
 *
 * <p>Writes {@code samples.csv} (every five seconds), {@code rests.csv} (after each round, when
 * nothing runs and garbage is collected) and {@code summary.json}. Exit code 1 if anything that is
 * promised does not hold.
 */
@Command(name = "soak", mixinStandardHelpOptions = true)
public final class SoakMain implements Callable<Integer> {

  @Option(names = "--model", defaultValue = "en-sentiment-paper", description = "Which model.")
  private String model;

  @Option(names = "--threads", defaultValue = "32", description = "Pipelines at the same time.")
  private int threads;

  @Option(names = "--seed", defaultValue = "1", description = "Of texts and orders.")
  private long seed;

  @Option(names = "--documents", defaultValue = "400", description = "New ones in a round.")
  private int documents;

  @Option(names = "--document-sentences", defaultValue = "12", description = "The most in one.")
  private int documentSentences;

  @Option(names = "--repeats", defaultValue = "4", description = "Of each document in a round.")
  private int repeats;

  @Option(names = "--minutes", defaultValue = "60", description = "How long at least.")
  private long minutes;

  @Option(names = "--sentences", defaultValue = "1000000", description = "How many at least.")
  private long sentences;

  @Option(names = "--warm-up", defaultValue = "5", description = "Minutes before growth counts.")
  private long warmUp;

  @Option(names = "--log", defaultValue = "target/soak", description = "Folder for results.")
  private Path log;

  private SoakMain() {}

  /** Runs what the arguments say and ends the JVM. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new SoakMain()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    SoakResult result =
        Soak.run(
            new SoakPlan(
                model,
                threads,
                seed,
                documents,
                documentSentences,
                repeats,
                Duration.ofMinutes(minutes),
                sentences,
                Duration.ofMinutes(warmUp),
                Duration.ofMinutes(5),
                log));
    String json =
        new GsonBuilder()
            .setPrettyPrinting()
            .serializeSpecialFloatingPointValues()
            .disableHtmlEscaping()
            .create()
            .toJson(result.summary());
    Soak.write(result, json);
    System.out.println(json);
    return result.broken().isEmpty() ? 0 : 1;
  }
}
