package org.glassformer.engine.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Shape;

/// What a model is made of, and what it costs to run.
///
/// @param config the model's sizes
/// @param weights every weight tensor, in the order in which they are built
public record ModelAnatomy(ModelConfig config, List<Weight> weights) {

    private static final Pattern IN_BLOCK = Pattern.compile("blocks\\.(\\d+)\\.(.+)");
    private static final Pattern OF_ATTENTION = Pattern.compile("[wb](q|k|v|o)|[qk]n[wb]");
    private static final Pattern OF_EXPERTS = Pattern.compile("router|experts\\.|shared");
    private static final String ONE_OF_MANY = ".experts.";
    private static final int NO_LAYER = -1;

    /// Copies the list.
    public ModelAnatomy {
        weights = List.copyOf(weights);
    }

    /// Where a weight belongs.
    public enum Part {
        /// The vectors of the tokens.
        TOKEN_EMBEDDINGS,
        /// The vectors of the positions.
        POSITION_EMBEDDINGS,
        /// Projections to queries, keys and values, and back.
        ATTENTION,
        /// The feed-forward layers.
        MLP,
        /// The experts of feed-forward layers, and what chooses among them.
        EXPERTS,
        /// Scales and shifts of the norms.
        NORMS,
        /// The matrix that makes logits, where it is not that of the token embeddings.
        HEAD
    }

    /// A weight tensor.
    ///
    /// @param name its short name, such as `blocks.3.wq`
    /// @param part where it belongs
    /// @param layer the block, from 0, or -1 outside the blocks
    /// @param shape rows and columns
    /// @param dtype in memory
    public record Weight(String name, Part part, int layer, Shape shape, DType dtype) {

        /// Bytes in memory.
        public long bytes() {
            return dtype.byteSize(shape.elements());
        }

        /// Bytes in a [Transformer#packedCopy] or a written file.
        ///
        /// @param type that the matrices are to have
        long bytesAs(DType type) {
            return Repacking.type(type, name, shape).byteSize(shape.elements());
        }
    }

    /// Takes a model apart.
    public static ModelAnatomy of(Transformer model) {
        List<Weight> weights = new ArrayList<>();
        for (Parameter parameter : model.parameters()) {
            String name = parameter.name();
            Matcher block = IN_BLOCK.matcher(name);
            boolean inside = block.matches();
            weights.add(
                    new Weight(
                            name,
                            inside ? within(block.group(2)) : outside(name),
                            inside ? Integer.parseInt(block.group(1)) : NO_LAYER,
                            parameter.value().shape(),
                            parameter.value().dtype()));
        }
        return new ModelAnatomy(model.config(), weights);
    }

    private static Part outside(String name) {
        return switch (name) {
            case "wte" -> Part.TOKEN_EMBEDDINGS;
            case "wpe" -> Part.POSITION_EMBEDDINGS;
            case "head" -> Part.HEAD;
            default -> Part.NORMS;
        };
    }

    private static Part within(String name) {
        if (name.startsWith("ln")) {
            return Part.NORMS;
        }
        if (OF_ATTENTION.matcher(name).matches()) {
            return Part.ATTENTION;
        }
        return OF_EXPERTS.matcher(name).lookingAt() ? Part.EXPERTS : Part.MLP;
    }

    /// The number of all weights.
    public long parameters() {
        return weights.stream().mapToLong(weight -> weight.shape().elements()).sum();
    }

    /// The number of weights of each part that the model has.
    public Map<Part, Long> parametersByPart() {
        Map<Part, Long> counts = new EnumMap<>(Part.class);
        weights.forEach(
                weight -> counts.merge(weight.part(), weight.shape().elements(), Long::sum));
        return counts;
    }

    /// Bytes of all weights as they are in memory.
    public long bytes() {
        return weights.stream().mapToLong(Weight::bytes).sum();
    }

    /// Bytes of all weights with the matrices as one type, the sum of [Transformer#packedTypes].
    ///
    /// @param type of the matrices; learned positions, and those that do not fill its blocks, are F32
    public long bytesAs(DType type) {
        return weights.stream().mapToLong(weight -> weight.bytesAs(type)).sum();
    }

    /// How many weights a token is multiplied by: all matrices, embeddings only where they are the head, and of the
    /// experts those that it goes to.
    public double multiplied() {
        return weights.stream()
                .mapToDouble(weight -> share(weight) * weight.shape().elements())
                .sum();
    }

    /// Bytes of the weights that a token is multiplied by.
    public double bytesRead() {
        return weights.stream().mapToDouble(weight -> share(weight) * weight.bytes()).sum();
    }

    /// Floating-point operations of a forward pass over one token: two for each weight that it is multiplied by, and
    /// those of attention over what stands before.
    ///
    /// @param position of the token, from 0
    public double flopsPerToken(int position) {
        double attention = 0;
        for (int window : config.windows()) {
            int keys = window == 0 ? position + 1 : Math.min(position + 1, window);
            attention += 4.0 * keys * config.qSize();
        }
        return 2 * multiplied() + attention;
    }

    /// The share of tokens that are multiplied by a weight; 0 for tables, of which a token takes a row, and for vectors.
    private double share(Weight weight) {
        boolean head = config.tiedHead() && weight.part() == Part.TOKEN_EMBEDDINGS;
        if (weight.shape().rank() < 2 || (isTable(weight.part()) && !head)) {
            return 0;
        }
        if (!weight.name().contains(ONE_OF_MANY)) {
            return 1;
        }
        return config.experts(weight.layer())
                .map(experts -> experts.chosen() / (double) experts.count())
                .orElse(1.0);
    }

    private static boolean isTable(Part part) {
        return part == Part.TOKEN_EMBEDDINGS || part == Part.POSITION_EMBEDDINGS;
    }
}
