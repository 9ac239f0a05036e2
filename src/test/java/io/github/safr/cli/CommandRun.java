package io.github.safr.cli;

import io.github.safr.io.WordListAnnotator;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * A command that was run in this JVM, with what it wrote.
 *
 * @param out standard output
 * @param err standard error
 */
record CommandRun(int exitCode, String out, String err) {

  /** Runs a command; {@code annotate} uses a pipeline that needs no network. */
  static CommandRun of(Object... arguments) {
    return with(choice -> WordListAnnotator.description(choice.explain()), arguments);
  }

  static CommandRun with(PipelineFactory pipelines, Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        SafrCommand.commandLine(pipelines)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    int exitCode = commandLine.execute(words);
    commandLine.getOut().flush();
    commandLine.getErr().flush();
    return new CommandRun(exitCode, out.toString(), err.toString());
  }
}
