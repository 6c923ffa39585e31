package org.glassformer.engine.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The log of a run: one JSON object a line, so that it can be followed and drawn while it grows.
///
/// Keys: `step`, `tokens`, `train_loss`, `learning_rate`, `gradient_norm`, `tokens_per_second`,
/// `elapsed_seconds`, and after an evaluation `eval_loss` and `bits_per_byte`.
public final class TrainingLog {
    private final Path file;
    private final List<LogEntry> entries;

    private TrainingLog(Path file, List<LogEntry> entries) {
        this.file = file;
        this.entries = entries;
    }

    /// Opens the log of a run that goes on after `step`: later lines, of a run that was cut off,
    /// are dropped.
    static TrainingLog open(Path file, int step) {
        List<LogEntry> kept =
                new ArrayList<>(read(file).stream().filter(line -> line.step() <= step).toList());
        StringBuilder text = new StringBuilder();
        kept.forEach(entry -> text.append(json(entry)).append('\n'));
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the log " + file, e);
        }
        return new TrainingLog(file, kept);
    }

    /// The lines of a log, without one that was cut off; none if there is no log.
    public static List<LogEntry> read(Path file) {
        List<LogEntry> entries = new ArrayList<>();
        if (!Files.exists(file)) {
            return entries;
        }
        try {
            for (String line : Files.readAllLines(file)) {
                entries.add(entry(JsonMapper.shared().readTree(line)));
            }
        } catch (JacksonException e) {
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the log " + file, e);
        }
        return entries;
    }

    /// Seconds of training before the next line.
    double elapsedSeconds() {
        return entries.isEmpty() ? 0 : entries.getLast().elapsedSeconds();
    }

    /// The best bits per byte so far; infinite without an evaluation.
    double bestBitsPerByte() {
        double best = Double.POSITIVE_INFINITY;
        for (LogEntry entry : entries) {
            Evaluation evaluation = entry.evaluation();
            if (evaluation != null) {
                best = Math.min(best, evaluation.bitsPerByte());
            }
        }
        return best;
    }

    void append(LogEntry entry) {
        entries.add(entry);
        try {
            Files.writeString(
                    file, json(entry) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the log " + file, e);
        }
    }

    private static String json(LogEntry entry) {
        ObjectNode line = JsonMapper.shared().createObjectNode();
        line.put("step", entry.step());
        line.put("tokens", entry.tokens());
        line.put("train_loss", entry.trainLoss());
        Evaluation evaluation = entry.evaluation();
        if (evaluation != null) {
            line.put("eval_loss", evaluation.natsPerToken());
            line.put("bits_per_byte", evaluation.bitsPerByte());
            line.put("eval_tokens", evaluation.tokens());
            line.put("eval_bytes", evaluation.bytes());
        }
        line.put("learning_rate", entry.learningRate());
        line.put("gradient_norm", entry.gradientNorm());
        line.put("tokens_per_second", entry.tokensPerSecond());
        line.put("elapsed_seconds", entry.elapsedSeconds());
        return JsonMapper.shared().writeValueAsString(line);
    }

    private static LogEntry entry(JsonNode line) {
        Evaluation evaluation = null;
        if (line.has("eval_loss")) {
            long tokens = line.path("eval_tokens").longValue(0);
            evaluation =
                    new Evaluation(
                            tokens,
                            line.path("eval_bytes").longValue(0),
                            line.path("eval_loss").doubleValue(0) * tokens);
        }
        return new LogEntry(
                line.path("step").intValue(0),
                line.path("tokens").longValue(0),
                line.path("train_loss").doubleValue(0),
                evaluation,
                line.path("learning_rate").doubleValue(0),
                line.path("gradient_norm").doubleValue(0),
                line.path("tokens_per_second").doubleValue(0),
                line.path("elapsed_seconds").doubleValue(0));
    }
}
