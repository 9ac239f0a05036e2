package io.github.safr.benchmark;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * Runs the micro-benchmarks of small pieces, with JMH's own options.
 *
 * <pre>
 * mvn -q test-compile exec:java -Dexec.classpathScope=test \
 *     -Dsafr.main=io.github.safr.benchmark.MicroBenchmarks -Dexec.args="-f 1 -wi 3 -i 5"
 * </pre>
 */
public final class MicroBenchmarks {

  private MicroBenchmarks() {}

  /**
   * Runs.
   *
   * @param args JMH's options, such as a part of a name
   */
  public static void main(String[] args) throws RunnerException, CommandLineOptionException {
    // JMH starts JVMs with the class path of this one, which Maven's is not.
    if (MicroBenchmarks.class.getClassLoader() instanceof URLClassLoader loader) {
      System.setProperty(
          "java.class.path",
          Arrays.stream(loader.getURLs())
              .map(URL::getPath)
              .collect(Collectors.joining(File.pathSeparator)));
    }
    new Runner(new CommandLineOptions(args)).run();
  }
}
