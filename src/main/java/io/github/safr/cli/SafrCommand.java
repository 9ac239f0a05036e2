package io.github.safr.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.safr.io.CasFormat;
import io.github.safr.io.DocumentFormat;
import io.github.safr.network.Precision;
import io.github.safr.tensorflow.TensorFlowRuntime;
import io.github.safr.training.EncoderKind;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code safr}: what all its subcommands have in common. */
@Command(
    name = "safr",
    header = "Text classification that explains itself, for Apache UIMA.",
    footer = {
      "",
      "Examples:",
      "  safr annotate --input examples/documents --output annotated",
      "      Classifies and explains all documents of a directory with the bundled model.",
      "  safr annotate --help",
      "      Tells all about one command."
    },
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    showDefaultValues = true,
    sortOptions = false,
    usageHelpWidth = 96,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:All that was asked for was done.",
      "1:Nothing useful was done; standard error says why.",
      "2:The command was not understood.",
      "3:Finished, but some documents were skipped."
    })
public final class SafrCommand implements Runnable {

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description = "Show what libraries log, TensorFlow included, and stack traces of failures.")
  private boolean verbose;

  @Spec private CommandSpec spec;

  private @Nullable Console console;

  private SafrCommand() {}

  /** Runs a command; ends the JVM only if its exit code is not 0. */
  public static void main(String... args) {
    CommandLine commandLine = commandLine(new SafrPipelines());
    // Results are piped into files and programs that expect UTF-8, whatever the locale.
    commandLine.setOut(new PrintWriter(new OutputStreamWriter(System.out, UTF_8)));
    int exitCode = commandLine.execute(args);
    commandLine.getOut().flush();
    // Streams of this kind keep failures to themselves.
    if (System.out.checkError()) {
      System.err.println(
          "Standard output could not be written; results are missing. Check the disk or the pipe.");
      exitCode = exitCode == ExitCode.USAGE ? exitCode : ExitCode.FAILURE;
    }
    if (exitCode != ExitCode.OK) {
      System.exit(exitCode);
    }
  }

  /** The whole command line, with the pipelines that {@code annotate} is to run. */
  static CommandLine commandLine(PipelineFactory pipelines) {
    SafrCommand root = new SafrCommand();
    return new CommandLine(root)
        .addSubcommand(new AnnotateCommand(pipelines))
        .addSubcommand(new ReportCommand())
        .addSubcommand(new AtlasCommand())
        .addSubcommand(new TrainCommand())
        .addSubcommand(new AttributeCommand())
        .addSubcommand(new EvaluateCommand())
        .addSubcommand(new BenchmarkCommand())
        .addSubcommand(new InfoCommand())
        // A document may be named '@notes.txt'.
        .setExpandAtFiles(false)
        .setHelpFactory(SectionedHelp::new)
        .registerConverter(Unit.class, value -> Choice.of(Unit.class, value))
        .registerConverter(CasFormat.class, value -> Choice.of(CasFormat.class, value))
        .registerConverter(DocumentFormat.class, value -> Choice.of(DocumentFormat.class, value))
        .registerConverter(EncoderKind.class, value -> Choice.of(EncoderKind.class, value))
        .registerConverter(Precision.class, value -> Choice.of(Precision.class, value))
        .registerConverter(ObjectiveName.class, value -> Choice.of(ObjectiveName.class, value))
        .registerConverter(RemovalName.class, value -> Choice.of(RemovalName.class, value))
        .registerConverter(ExplainerChoice.class, value -> Choice.of(ExplainerChoice.class, value))
        .setExecutionStrategy(
            parsed -> {
              root.open();
              try {
                return new CommandLine.RunLast().execute(parsed);
              } catch (Error e) {
                // Picocli handles exceptions only; memory that is spent deserves a sentence too.
                root.console().failure("", e);
                return ExitCode.FAILURE;
              }
            })
        .setExecutionExceptionHandler(
            (failure, commandLine, parsed) -> {
              root.console().failure("", failure);
              return ExitCode.FAILURE;
            })
        .setParameterExceptionHandler((failure, arguments) -> explainUsage(failure));
  }

  /** The console of the command that runs. */
  Console console() {
    return Objects.requireNonNull(console, "a command runs");
  }

  private void open() {
    CommandLine commandLine = spec.commandLine();
    console = new Console(commandLine.getOut(), commandLine.getErr(), verbose);
    Logging.to(console);
    TensorFlowRuntime.setVerbose(verbose);
  }

  private static int explainUsage(ParameterException failure) {
    CommandLine commandLine = failure.getCommandLine();
    PrintWriter err = commandLine.getErr();
    err.println(Printable.line(failure.getMessage()));
    if (!UnmatchedArgumentException.printSuggestions(failure, err)) {
      err.println("Try '" + commandLine.getCommandSpec().qualifiedName() + " --help'.");
    }
    err.flush();
    return ExitCode.USAGE;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }
}
