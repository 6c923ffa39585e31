package org.glassformer.engine.train;

import java.util.ArrayList;
import java.util.List;

/// Windows of blockSize + 1 tokens, drawn from a mixture of sources.
///
/// For each window a source is drawn by weight. A source gives every one of its windows once, in
/// random order, before it gives one again; each pass starts at another random offset, so that
/// documents are cut at other places. The whole state is a [DataPosition]: windows taken after
/// [#seek] are those that were taken after [#position].
public final class DataWindows implements WindowSource {
    private static final long SOURCE_DRAWS = 1;
    private static final long PASSES = 2;

    private final List<Source> sources = new ArrayList<>();
    private final double[] cumulative;
    private final int blockSize;
    private final long seed;
    private SplitMix random;

    /// Windows of several streams.
    ///
    /// @param weights the share of each stream, in any unit
    /// @param blockSize T, tokens of a window
    public DataWindows(List<TokenStream> streams, double[] weights, int blockSize, long seed) {
        if (streams.isEmpty() || streams.size() != weights.length) {
            throw new IllegalArgumentException("every source needs a weight");
        }
        this.blockSize = blockSize;
        this.seed = seed;
        this.cumulative = new double[weights.length];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i];
            cumulative[i] = sum;
            sources.add(new Source(streams.get(i), i));
        }
        this.random = new SplitMix(SplitMix.seed(seed, SOURCE_DRAWS, 0));
    }

    @Override
    public void next(int[] inputs, int[] targets, int at) {
        double u = random.nextDouble() * cumulative[cumulative.length - 1];
        int choice = 0;
        while (choice < cumulative.length - 1 && u >= cumulative[choice]) {
            choice++;
        }
        Source source = sources.get(choice);
        int start = source.next();
        source.stream.copy(start, blockSize, inputs, at);
        source.stream.copy(start + 1, blockSize, targets, at);
    }

    @Override
    public DataPosition position() {
        return new DataPosition(
                random.state(),
                sources.stream().map(s -> new DataPosition.Pass(s.pass, s.next)).toList());
    }

    @Override
    public void seek(DataPosition position) {
        boolean fits = position.passes().size() == sources.size();
        for (int i = 0; fits && i < sources.size(); i++) {
            int next = position.passes().get(i).next();
            fits = next >= 0 && next <= sources.get(i).order.length;
        }
        if (!fits) {
            throw new TrainingException("the data has changed since the checkpoint was written");
        }
        random = new SplitMix(position.random());
        for (int i = 0; i < sources.size(); i++) {
            sources.get(i).begin(position.passes().get(i).pass());
            sources.get(i).next = position.passes().get(i).next();
        }
    }

    private final class Source {
        private final TokenStream stream;
        private final int index;
        private final int[] order;
        private int pass;
        private int next;
        private int offset;

        Source(TokenStream stream, int index) {
            this.stream = stream;
            this.index = index;
            this.order = new int[Math.ceilDiv(stream.length(), blockSize)];
            begin(0);
        }

        /// Shuffles the windows of a pass (Fisher and Yates).
        void begin(int newPass) {
            pass = newPass;
            next = 0;
            SplitMix shuffle =
                    new SplitMix(
                            SplitMix.seed(seed, PASSES, ((long) index << Integer.SIZE) + pass));
            offset = shuffle.nextInt(blockSize);
            for (int i = 0; i < order.length; i++) {
                int j = shuffle.nextInt(i + 1);
                order[i] = order[j];
                order[j] = i;
            }
        }

        /// The first token of the next window.
        int next() {
            if (next == order.length) {
                begin(pass + 1);
            }
            long start = (long) order[next++] * blockSize + offset;
            return (int) (start % stream.length());
        }
    }
}
