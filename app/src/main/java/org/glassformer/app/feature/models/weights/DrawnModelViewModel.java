package org.glassformer.app.feature.models.weights;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.ArchitectureData;
import org.glassformer.app.ui.control.ArchitectureData.Branch;
import org.glassformer.app.ui.control.ArchitectureData.Item;
import org.glassformer.app.ui.control.ArchitectureData.Operation;
import org.glassformer.app.ui.control.ArchitectureData.Role;
import org.glassformer.app.ui.control.ArchitectureData.Sum;
import org.glassformer.app.ui.control.ArchitectureData.Weights;
import org.glassformer.app.ui.control.ArchitectureData.Wire;
import org.glassformer.engine.model.ModelAnatomy;
import org.glassformer.engine.model.ModelAnatomy.Weight;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.tensor.Shape;

/// A model with one of its blocks in full, as it is drawn: which boxes there are follows from the weights that it has.
final class DrawnModelViewModel {

    private static final Pattern IN_BLOCK = Pattern.compile("blocks\\.\\d+\\.(.+)");
    private static final Pattern EXPERT = Pattern.compile("experts\\.\\d+\\.(.+)");
    private static final String TIMES = " × ";
    private static final String TOKENS = "T";

    private final ModelAnatomy anatomy;
    private final int layer;
    private final Map<String, Weight> byName = new HashMap<>();
    private final Map<String, List<Weight>> boxes = new LinkedHashMap<>();
    private final ArchitectureData data;

    /// @param anatomy the model
    /// @param layer the block in full, from 0
    DrawnModelViewModel(ModelAnatomy anatomy, int layer) {
        this.anatomy = anatomy;
        this.layer = layer;
        anatomy.weights().forEach(weight -> byName.put(weight.name(), weight));
        anatomy.weights().stream()
                .filter(weight -> weight.layer() < 0 || weight.layer() == layer)
                .forEach(weight ->
                        boxes.computeIfAbsent(box(weight.name()), _ -> new ArrayList<>())
                                .add(weight));
        ModelConfig config = anatomy.config();
        data =
                new ArchitectureData(
                        before(config),
                        config.nLayer(),
                        after(config),
                        Messages.text("weights.stream", TOKENS + TIMES + config.nEmbd()),
                        List.of(attention(config), mlp(config)),
                        config.variant().parallel());
    }

    /// Id of the box that a weight is in, the same in every block: a bias is in the box of its matrix, and experts share
    /// theirs.
    static String box(String name) {
        Matcher block = IN_BLOCK.matcher(name);
        String inside = block.matches() ? block.group(1) : name;
        Matcher expert = EXPERT.matcher(inside);
        if (expert.matches()) {
            return "experts." + expert.group(1);
        }
        if (inside.startsWith("shared")) {
            return "shared";
        }
        if (inside.matches("b(q|k|v|o|\\d)")) {
            return "w" + inside.substring(1);
        }
        return inside.matches("(ln|qn|kn).*[wb]")
                ? inside.substring(0, inside.length() - 1)
                : inside;
    }

    private List<Item> before(ModelConfig config) {
        List<Item> items = new ArrayList<>();
        items.add(new Operation(Role.EMBEDDING, text("tokens"), List.of(TOKENS), 0, 0));
        weights("wte", Role.EMBEDDING).ifPresent(items::add);
        if (config.learnedPositions()) {
            items.add(new Sum());
            weights("wpe", Role.EMBEDDING).ifPresent(items::add);
        }
        return items;
    }

    private List<Item> after(ModelConfig config) {
        List<Item> items = new ArrayList<>();
        weights("lnf", Role.NORM).ifPresent(items::add);
        if (config.tiedHead()) {
            weights("wte", Role.HEAD)
                    .map(wte ->
                            new Weights(
                                    "wte",
                                    Role.HEAD,
                                    text("head"),
                                    wte.shape(),
                                    text("tied"),
                                    wte.rows(),
                                    wte.columns(),
                                    1))
                    .ifPresent(items::add);
        } else {
            weights("head", Role.HEAD).ifPresent(items::add);
        }
        items.add(
                new Operation(
                        Role.HEAD,
                        text("logits"),
                        List.of(TOKENS + TIMES + Figures.count(config.vocabSize())),
                        0,
                        0));
        return items;
    }

    private Branch attention(ModelConfig config) {
        List<List<Item>> stages = new ArrayList<>();
        stage(stages, weights("ln1", Role.NORM));
        stage(
                stages,
                weights("wq", Role.ATTENTION),
                weights("wk", Role.ATTENTION),
                weights("wv", Role.ATTENTION));
        Optional<Item> qn = weights("qn", Role.NORM).map(Item.class::cast);
        qn.ifPresent(norm ->
                stages.add(
                        List.of(
                                norm,
                                weights("kn", Role.NORM).map(Item.class::cast).orElse(norm),
                                new Wire())));
        List<String> notes = new ArrayList<>();
        notes.add(Messages.text("weights.heads", config.nHead(), config.headSize()));
        if (config.nKvHead() < config.nHead()) {
            notes.add(Messages.text("weights.heads.shared", config.nKvHead()));
        }
        if (!config.learnedPositions()) {
            boolean all = config.rotarySize() == config.headSize();
            notes.add(all ? "RoPE" : Messages.text("weights.rope.part", config.rotarySize()));
        }
        int window = config.windows().get(layer);
        if (window > 0) {
            notes.add(Messages.text("weights.window", Figures.count(window)));
        }
        stages.add(
                List.of(
                        new Operation(
                                Role.ATTENTION,
                                text("attention"),
                                notes,
                                config.nHead(),
                                config.nKvHead())));
        stage(stages, weights("wo", Role.ATTENTION));
        stage(stages, weights("ln1p", Role.NORM));
        return new Branch(text("attention"), stages);
    }

    private Branch mlp(ModelConfig config) {
        List<List<Item>> stages = new ArrayList<>();
        stage(stages, weights("ln2", Role.NORM));
        boolean mixture = boxes.containsKey("router");
        String from = mixture ? "experts." : "";
        stage(stages, weights("router", Role.MLP));
        Optional<Weights> gate = weights(from + "w1", Role.MLP);
        Optional<Weights> up = weights(from + "w3", Role.MLP);
        stage(stages, gate, up, weights("shared", Role.MLP));
        String activation = Messages.text("weights.activation." + config.activation());
        List<String> notes = new ArrayList<>();
        notes.add(text(up.isPresent() ? "gated" : "neurons"));
        config.experts(layer)
                .ifPresent(experts ->
                        notes.add(
                                Messages.text(
                                        "weights.chosen", experts.chosen(), experts.count())));
        stages.add(List.of(new Operation(Role.MLP, activation, notes, 0, 0)));
        stage(stages, weights(from + "w2", Role.MLP));
        stage(stages, weights("ln2p", Role.NORM));
        return new Branch(text("mlp"), stages);
    }

    @SafeVarargs
    private static void stage(List<List<Item>> stages, Optional<Weights>... items) {
        List<Item> present = new ArrayList<>();
        for (Optional<Weights> item : items) {
            item.ifPresent(present::add);
        }
        if (!present.isEmpty()) {
            stages.add(present);
        }
    }

    private static String text(String name) {
        return Messages.text("weights." + name);
    }

    /// The box with an id; empty if the model has none.
    private Optional<Weights> weights(String id, Role role) {
        List<Weight> inside = boxes.getOrDefault(id, List.of());
        if (inside.isEmpty()) {
            return Optional.empty();
        }
        Weight first = inside.getFirst();
        Shape shape = first.shape();
        boolean single = id.equals("shared");
        int copies = id.startsWith("experts.") ? inside.size() : 1;
        long count = inside.stream().mapToLong(weight -> weight.shape().elements()).sum();
        boolean biased = copies == 1 && !single && inside.size() > 1;
        long biases = biased ? count - shape.elements() : 0;
        String shown = shape(shape);
        return Optional.of(
                new Weights(
                        id,
                        role,
                        text(
                                "box."
                                        + id
                                        + (id.equals("w1") && boxes.containsKey("w3")
                                                ? ".gated"
                                                : "")),
                        copies > 1 ? copies + TIMES + shown : shown,
                        biased
                                ? Messages.text(
                                        "weights.count.biased",
                                        Figures.count(count - biases),
                                        Figures.count(biases))
                                : Figures.count(count),
                        shape.rank() < 2 ? 1 : shape.rows(),
                        shape.dim(-1),
                        copies));
    }

    private static String shape(Shape shape) {
        List<String> sizes = new ArrayList<>();
        for (int size : shape.toArray()) {
            sizes.add(Figures.count(size));
        }
        return String.join(TIMES, sizes);
    }

    /// What is drawn.
    ArchitectureData data() {
        return data;
    }

    /// Names of the weights in a box; empty if there is none.
    List<String> inside(String id) {
        return boxes.getOrDefault(id, List.of()).stream().map(Weight::name).toList();
    }

    /// Whether the model has a weight.
    boolean has(String name) {
        return byName.containsKey(name);
    }

    /// All weights of the model as rows of a table.
    List<WeightRow> rows() {
        return anatomy.weights().stream()
                .map(weight ->
                        new WeightRow(
                                weight.name(),
                                Messages.text("models.part." + weight.part()),
                                weight.layer(),
                                box(weight.name()),
                                shape(weight.shape()),
                                weight.shape().elements(),
                                weight.dtype().name(),
                                weight.bytes()))
                .toList();
    }
}
