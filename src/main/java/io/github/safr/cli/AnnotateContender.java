package io.github.safr.cli;

import io.github.safr.benchmark.Contender;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import picocli.CommandLine;

/** The command {@code annotate} with its words thrown away, to be timed. */
final class AnnotateContender implements Contender {

  private final List<String> arguments;
  private final int sentences;
  private final Console console;

  /**
   * @param arguments of the command
   * @param sentences in its documents
   * @param console of the command that measures, which gets libraries' messages back
   */
  AnnotateContender(List<String> arguments, int sentences, Console console) {
    this.arguments = arguments;
    this.sentences = sentences;
    this.console = console;
  }

  @Override
  public int sentences() {
    return sentences;
  }

  @Override
  public void run() {
    CommandLine command = SafrCommand.commandLine(new SafrPipelines());
    command.setOut(new PrintWriter(Writer.nullWriter()));
    command.setErr(new PrintWriter(Writer.nullWriter()));
    try {
      int exitCode = command.execute(arguments.toArray(String[]::new));
      if (exitCode != ExitCode.OK) {
        throw new IllegalStateException("'annotate' ended with exit code " + exitCode + ".");
      }
    } finally {
      Logging.to(console);
    }
  }
}
