package io.github.safr.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs {@link PlainUimaProgram} on a text, where the class path is what is tested.
 *
 * @param folder for what is written
 */
record PlainRun(Path folder) {

  static final String TEXT =
      "The plot is a mess and the jokes are awful. But the acting is superb, and I was moved.";

  static final String PAPER_MODEL = Parameters.string("modelLocation", "en-sentiment-paper");

  /** By parameters: starting a JVM and a model for each takes seconds. */
  private static final Map<String, List<String>> EXPECTED = new ConcurrentHashMap<>();

  private static final Path PIPELINE = Path.of("descriptors/io/github/safr/uima/SafrPipeline.xml");

  /** What the engines of descriptors find, as lines. */
  List<String> run(List<Path> classPath, Path... descriptors) throws Exception {
    List<Object> arguments = new ArrayList<>(List.of(TEXT));
    arguments.addAll(List.of(descriptors));
    return new ChildJvm(folder).run(PlainUimaProgram.class, classPath, arguments.toArray());
  }

  /** What the pipeline with these parameters finds where the class path is that of a dependency. */
  List<String> expected(String parameters) throws Exception {
    List<String> known = EXPECTED.get(parameters);
    if (known == null) {
      known = run(ClassPathFile.whole(), pipeline(parameters));
      assertThat(known).noneMatch(line -> line.startsWith("no engine"));
      EXPECTED.put(parameters, known);
    }
    return known;
  }

  /** The descriptor of the pipeline with parameters, which finds its engines on the class path. */
  Path pipeline(String parameters) throws IOException {
    return Files.writeString(
        folder.resolve("SafrPipeline.xml"),
        Files.readString(PIPELINE)
            .replace(
                "<configurationParameterSettings/>",
                "<configurationParameterSettings>"
                    + parameters
                    + "</configurationParameterSettings>"));
  }
}
