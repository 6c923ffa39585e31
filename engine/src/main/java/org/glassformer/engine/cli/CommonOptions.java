package org.glassformer.engine.cli;

import java.io.PrintWriter;
import java.util.function.Consumer;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.train.TrainConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/// What every command takes: the device, its threads, and the form of the result.
final class CommonOptions {
    @Spec(Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--device",
            paramLabel = "NAME",
            description = "The device to compute on; see the command devices.")
    private @Nullable String device;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "0",
            description = "CPU threads, 0 for as many as there are cores.")
    private int threads;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /// Whether the result is wanted as JSON.
    boolean json() {
        return json;
    }

    /// Opens the device that was asked for, or the best one; the caller closes it.
    Backend open() {
        checkThreads();
        if (device != null) {
            return Backends.open(device, threads);
        }
        explainVectorApi();
        return Backends.open(threads);
    }

    /// Opens the device that was asked for, or else a certain one; the caller closes it.
    Backend openOr(String otherwise) {
        checkThreads();
        return device == null && !otherwise.isEmpty() ? Backends.open(otherwise, threads) : open();
    }

    /// The configuration with the device and the threads of the command line, where given.
    TrainConfig placed(TrainConfig config) {
        checkThreads();
        return new TrainConfig(
                config.model(),
                config.tokenizer(),
                config.vocabulary(),
                config.sources(),
                config.heldOut(),
                config.batch(),
                config.accumulation(),
                config.steps(),
                config.optimiser(),
                config.dropout(),
                config.seed(),
                config.logEvery(),
                config.evalEvery(),
                config.checkpointEvery(),
                config.keep(),
                config.folder(),
                config.output(),
                config.half(),
                device == null ? config.device() : device,
                threads == 0 ? config.threads() : threads);
    }

    private void checkThreads() {
        if (threads < 0) {
            throw misuse("--threads must be 0 or more, not " + threads);
        }
    }

    /// Says on standard error how to get the fast device, where the JVM was started without it.
    void explainVectorApi() {
        if (!hasVectorApi()) {
            message(
                    "The Vector API is not loaded, so the slow scalar device computes; start with"
                            + " java --add-modules jdk.incubator.vector -jar"
                            + " engine/target/glassformer.jar");
        }
    }

    /// Whether this JVM was started with the Vector API.
    static boolean hasVectorApi() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }

    /// Prints the result in the form that was asked for.
    void print(Consumer<Json> asJson, Consumer<PrintWriter> asText) {
        PrintWriter out = line().getOut();
        if (json) {
            Json.write(out, asJson);
            out.println();
        } else {
            asText.accept(out);
        }
        out.flush();
    }

    /// Prints a line on standard error.
    void message(String text) {
        PrintWriter err = line().getErr();
        err.println(text);
        err.flush();
    }

    /// Wrong usage, to be thrown.
    ParameterException misuse(String text) {
        return new ParameterException(line(), text);
    }

    private CommandLine line() {
        if (spec == null) {
            throw new IllegalStateException("not part of a command");
        }
        return spec.commandLine();
    }
}
