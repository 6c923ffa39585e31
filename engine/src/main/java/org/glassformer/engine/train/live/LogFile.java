package org.glassformer.engine.train.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.glassformer.engine.train.Evaluation;
import org.glassformer.engine.train.TrainingException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The log of a run as JSON lines, one a step, with the keys of [org.glassformer.engine.train.TrainingLog]
/// and `exact`, the share of unseen cases that were right.
final class LogFile {
    private LogFile() {}

    /// Adds steps to the file, or writes it anew if they begin with the first.
    static void write(Path file, LogSeries series, long tokensPerStep) throws IOException {
        StringBuilder lines = new StringBuilder();
        int next = 0;
        for (int i = 0; i < series.size(); i++) {
            int step = series.from() + i + 1;
            while (next < series.heldOut().size() && series.heldOut().get(next).step() < step) {
                next++;
            }
            boolean evaluated =
                    next < series.heldOut().size() && series.heldOut().get(next).step() == step;
            ObjectNode line = JsonMapper.shared().createObjectNode();
            line.put("step", step);
            line.put("tokens", step * tokensPerStep);
            line.put("train_loss", series.losses()[i]);
            if (evaluated) {
                evaluation(line, series.heldOut().get(next));
            }
            line.put("learning_rate", series.rates()[i]);
            line.put("gradient_norm", series.gradientNorms()[i]);
            line.put("tokens_per_second", series.tokensPerSecond()[i]);
            lines.append(JsonMapper.shared().writeValueAsString(line)).append('\n');
        }
        if (series.from() == 0) {
            RunFolder.text(file, lines.toString());
        } else {
            Files.writeString(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private static void evaluation(ObjectNode line, HeldOutPoint point) {
        line.put("eval_loss", point.evaluation().natsPerToken());
        line.put("bits_per_byte", point.evaluation().bitsPerByte());
        line.put("eval_tokens", point.evaluation().tokens());
        line.put("eval_bytes", point.evaluation().bytes());
        if (!Double.isNaN(point.exact())) {
            line.put("exact", point.exact());
        }
    }

    /// Reads the steps up to `last` into a log; a line that was cut off ends it.
    static void read(Path file, int last, RunLog log) {
        if (!Files.exists(file)) {
            return;
        }
        try {
            for (String text : Files.readAllLines(file)) {
                JsonNode line = JsonMapper.shared().readTree(text);
                int step = line.path("step").intValue(0);
                if (step >= 1 && step <= last) {
                    log.step(
                            step,
                            line.path("train_loss").doubleValue(Double.NaN),
                            line.path("learning_rate").doubleValue(Double.NaN),
                            line.path("gradient_norm").doubleValue(Double.NaN),
                            line.path("tokens_per_second").doubleValue(Double.NaN));
                    if (line.has("eval_loss")) {
                        long tokens = line.path("eval_tokens").longValue(0);
                        Evaluation evaluation =
                                new Evaluation(
                                        tokens,
                                        line.path("eval_bytes").longValue(0),
                                        line.path("eval_loss").doubleValue(0) * tokens);
                        double exact = line.path("exact").doubleValue(Double.NaN);
                        log.heldOut(new HeldOutPoint(step, evaluation, exact));
                    }
                }
            }
        } catch (JacksonException e) {
            return; // what comes after a broken line was being written when the lab was ended
        } catch (IOException e) {
            throw new TrainingException("cannot read the log " + file, e);
        }
    }
}
