package org.glassformer.engine.train;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.glassformer.engine.model.TrainingPass;
import org.jspecify.annotations.Nullable;

/// Held-out documents, cut into rows of one length to be evaluated in batches.
///
/// Each document begins with the end-of-text token; every token of it is predicted once. A long
/// document is cut into windows that overlap by half a context, and the overlap is only history, so
/// that all but the first tokens are predicted from at least half a context.
public final class HeldOut {
    private static final int IGNORED = -1;

    private final List<Row> rows;
    private final long bytes;

    /// Inputs and their targets, as many as they are long; the rest of the row is empty.
    public static final class Row {
        private final int[] inputs;
        private final int[] targets;

        /// A row.
        ///
        /// @param targets what should follow each input; negative ones are not asked for
        public Row(int[] inputs, int[] targets) {
            if (inputs.length != targets.length) {
                throw new IllegalArgumentException("every input needs a target");
            }
            this.inputs = inputs.clone();
            this.targets = targets.clone();
        }
    }

    /// What a model made of the rows.
    ///
    /// @param evaluation its loss
    /// @param rights for each row, in the order given, whether the most probable token was the right
    ///     one everywhere: then, and only then, the model writes the row's answer when it always takes
    ///     the most probable token
    public record Judgement(Evaluation evaluation, List<Boolean> rights) {
        /// Keeps its own list.
        public Judgement {
            rights = List.copyOf(rights);
        }

        /// How many rows were right everywhere.
        public int right() {
            return (int) rights.stream().filter(right -> right).count();
        }
    }

    private HeldOut(List<Row> rows, long bytes) {
        this.rows = rows;
        this.bytes = bytes;
    }

    /// Cuts documents into rows of at most `time` tokens.
    ///
    /// @param encode turns a document into tokens, without special ones
    public static HeldOut of(
            List<String> documents, Function<String, int[]> encode, int endOfText, int time) {
        List<Row> rows = new ArrayList<>();
        long bytes = 0;
        for (String document : documents) {
            bytes += document.getBytes(StandardCharsets.UTF_8).length;
            int[] ids = encode.apply(document);
            int[] all = new int[ids.length + 1];
            all[0] = endOfText;
            System.arraycopy(ids, 0, all, 1, ids.length);
            cut(rows, all, time);
        }
        rows.sort(Comparator.comparingInt(row -> row.inputs.length));
        return new HeldOut(rows, bytes);
    }

    /// Rows as they are.
    ///
    /// @param bytes UTF-8 bytes of all that is asked for
    public static HeldOut ofRows(List<Row> rows, long bytes) {
        return new HeldOut(List.copyOf(rows), bytes);
    }

    /// Whether there is nothing to evaluate.
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    private static void cut(List<Row> rows, int[] all, int time) {
        int predicted = 0;
        int end = all.length - 1;
        while (predicted < end) {
            int start = predicted == 0 ? 0 : predicted - time / 2;
            int stop = Math.min(end, start + time);
            int[] targets = Arrays.copyOfRange(all, start + 1, stop + 1);
            Arrays.fill(targets, 0, predicted - start, IGNORED);
            rows.add(new Row(Arrays.copyOfRange(all, start, stop), targets));
            predicted = stop;
        }
    }

    /// Evaluates the model behind `pass`, without dropout.
    ///
    /// @param pass as long as the rows; what it holds of another forward pass is overwritten
    public Evaluation evaluate(TrainingPass pass) {
        return run(pass, null);
    }

    /// Evaluates the model behind `pass`, without dropout, and looks which rows it gets right.
    public Judgement judge(TrainingPass pass) {
        List<Boolean> rights = new ArrayList<>();
        Evaluation evaluation = run(pass, rights);
        return new Judgement(evaluation, rights);
    }

    private Evaluation run(TrainingPass pass, @Nullable List<Boolean> rights) {
        int batch = pass.batch();
        int time = pass.time();
        int[] inputs = new int[batch * time];
        int[] targets = new int[batch * time];
        long tokens = 0;
        double nats = 0;
        for (int from = 0; from < rows.size(); from += batch) {
            Arrays.fill(inputs, 0);
            Arrays.fill(targets, IGNORED);
            for (int b = 0; b < batch && from + b < rows.size(); b++) {
                Row row = rows.get(from + b);
                System.arraycopy(row.inputs, 0, inputs, b * time, row.inputs.length);
                System.arraycopy(row.targets, 0, targets, b * time, row.targets.length);
            }
            pass.forward(inputs, targets, 0, 0);
            float[] losses = pass.losses();
            for (int n = 0; n < losses.length; n++) {
                if (targets[n] != IGNORED) {
                    nats += losses[n];
                    tokens++;
                }
            }
            if (rights != null) {
                for (int b = 0; b < batch && from + b < rows.size(); b++) {
                    rights.add(right(pass, targets, b * time, time));
                }
            }
        }
        return new Evaluation(tokens, bytes, nats);
    }

    private static boolean right(TrainingPass pass, int[] targets, int from, int time) {
        for (int n = from; n < from + time; n++) {
            if (targets[n] != IGNORED && largest(pass.logits(n)) != targets[n]) {
                return false;
            }
        }
        return true;
    }

    /// The first of the largest.
    private static int largest(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            if (logits[i] > logits[best]) {
                best = i;
            }
        }
        return best;
    }
}
