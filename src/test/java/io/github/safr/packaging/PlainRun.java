package io.github.safr.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs {@link PlainUimaProgram} on a text, where the class path is what is tested.
 *
 * @param folder for what is written
 */
record PlainRun(Path folder) {

  static final String TEXT =
      "The plot is a mess and the jokes are awful. But the acting is superb, and I was moved.";

  private static final Path PIPELINE = Path.of("descriptors/io/github/safr/uima/SafrPipeline.xml");

  /** What the engines of descriptors find, as lines. */
  List<String> run(List<Path> classPath, Path... descriptors) throws Exception {
    List<Object> arguments = new ArrayList<>(List.of(TEXT));
    arguments.addAll(List.of(descriptors));
    return new ChildJvm(folder).run(PlainUimaProgram.class, classPath, arguments.toArray());
  }

  /** The same with just the class path of who depends on us. */
  List<String> onClassPath(Path... descriptors) throws Exception {
    return run(ClassPathFile.whole(), descriptors);
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
