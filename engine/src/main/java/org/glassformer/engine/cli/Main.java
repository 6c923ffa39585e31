package org.glassformer.engine.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.glassformer.engine.backend.StartUp;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The command line of the engine.
///
/// Exit status 0 is success, 2 wrong usage, 1 anything else with one line why on standard error.
@Command(
        name = "glassformer",
        header = "Look inside a transformer language model.",
        description = "Results go to standard output, messages to standard error.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:success", "1:failure, with one line why", "2:wrong usage"},
        subcommands = {
            DevicesCommand.class,
            TokenizeCommand.class,
            InspectCommand.class,
            GenerateCommand.class,
            SampleCommand.class,
            ScoreCommand.class,
            QuantiseCommand.class,
            ReplayCommand.class,
            BenchCommand.class,
            TrainCommand.class
        })
public final class Main implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    private Main(CommandSpec spec) {
        this.spec = spec;
    }

    /// Runs one command and ends the process with its exit status.
    public static void main(String[] args) {
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty(
                    "logback.configurationFile", "org/glassformer/engine/cli/logback.xml");
        }
        StartUp.trustKernels();
        Locale.setDefault(Locale.ROOT); // numbers with a point, wherever this runs
        System.exit(run(Utf8Arguments.of(args), utf8(System.out), utf8(System.err)));
    }

    /// Runs one command.
    ///
    /// @param out takes the result
    /// @param err takes messages
    /// @return the exit status
    public static int run(String[] args, PrintWriter out, PrintWriter err) {
        IExecutionExceptionHandler failed =
                (e, line, parsed) -> {
                    line.getErr().println(name(line) + ": " + Failure.sentence(e));
                    return CommandLine.ExitCode.SOFTWARE;
                };
        IParameterExceptionHandler misused =
                (e, given) -> {
                    CommandLine line = e.getCommandLine();
                    line.getErr().println(name(line) + ": " + Failure.oneLine(e.getMessage()));
                    line.getErr().println("Try '" + name(line) + " --help'.");
                    return CommandLine.ExitCode.USAGE;
                };
        CommandLine line =
                new CommandLine(new Main(CommandSpec.create()))
                        .setOut(out)
                        .setErr(err)
                        .setUsageHelpAutoWidth(true)
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setExecutionExceptionHandler(failed)
                        .setParameterExceptionHandler(misused);
        try {
            return line.execute(args);
        } catch (OutOfMemoryError | StackOverflowError e) {
            err.println("glassformer: " + Failure.sentence(e));
            return CommandLine.ExitCode.SOFTWARE;
        } finally {
            out.flush();
            err.flush();
        }
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "which command?");
    }

    private static String name(CommandLine line) {
        return line.getCommandSpec().qualifiedName();
    }

    private static PrintWriter utf8(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
