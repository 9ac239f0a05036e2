package io.github.safr.soak;

import com.google.gson.GsonBuilder;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Pipelines that come and go:
 *
 * <pre>{@code
 * mvn -q test-compile exec:java -Dexec.classpathScope=test \
 *     -Dsafr.main=io.github.safr.soak.LivesMain -Dexec.args="--pipelines 200"
 * }</pre>
 *
 * <p>Exit code 1 if they leave anything behind.
 */
@Command(name = "lives", mixinStandardHelpOptions = true)
public final class LivesMain implements Callable<Integer> {

  @Option(names = "--model", defaultValue = "en-sentiment-paper", description = "Which model.")
  private String model;

  @Option(names = "--pipelines", defaultValue = "200", description = "How many.")
  private int pipelines;

  @Option(names = "--warm-up", defaultValue = "20", description = "Those that do not count.")
  private int warmUp;

  private LivesMain() {}

  /** Runs what the arguments say and ends the JVM. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new LivesMain()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Lives lives = Lives.of(model, pipelines);
    System.out.println(
        new GsonBuilder()
            .setPrettyPrinting()
            .serializeSpecialFloatingPointValues()
            .disableHtmlEscaping()
            .create()
            .toJson(lives.summary(warmUp)));
    return lives.broken(warmUp).isEmpty() ? 0 : 1;
  }
}
