package org.glassformer.app.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.glassformer.engine.sampling.Cut;
import org.glassformer.engine.sampling.Penalty;
import org.glassformer.engine.sampling.SamplerChain;
import org.glassformer.engine.sampling.Stage;

/// The sampler chain as its cards stand: every kind of stage once, in the order in which they act, switched on or off.
///
/// @param entries all kinds but grammars
public record ChainSettings(List<Entry> entries) {

    /// A stage with its values.
    ///
    /// @param stage its values are kept while it is off
    /// @param on whether it acts
    public record Entry(Stage stage, boolean on) {

        /// The kind of the stage.
        public StageKind kind() {
            return StageKind.of(stage);
        }

        /// Whether the stage changes nothing, on or off.
        public boolean isNeutral() {
            return stage.isNeutral();
        }

        /// Whether it changes anything.
        public boolean acts() {
            return on && !isNeutral();
        }
    }

    /// The orders in use elsewhere.
    public enum Order {
        /// Penalties, cuts, then the temperature.
        LLAMA_CPP,
        /// Penalties, the temperature, then the cuts.
        HUGGING_FACE;

        /// The program's own values in its own order. Stages that it does not have stand where they do what they do
        /// elsewhere: those that change logits before all others, those that cut after them.
        public ChainSettings defaults() {
            List<Stage> stages = new ArrayList<>();
            List<Stage> known =
                    switch (this) {
                        case LLAMA_CPP -> SamplerChain.llamaCppDefaults().stages();
                        case HUGGING_FACE -> SamplerChain.huggingFaceDefaults().stages();
                    };
            Set<StageKind> missing = EnumSet.allOf(StageKind.class);
            known.forEach(stage -> missing.remove(StageKind.of(stage)));
            missing.stream().filter(SHIFTS::contains).map(StageKind::neutral).forEach(stages::add);
            stages.addAll(known);
            missing.stream()
                    .filter(k -> !SHIFTS.contains(k))
                    .map(StageKind::neutral)
                    .forEach(stages::add);
            return new ChainSettings(
                    stages.stream()
                            .map(stage ->
                                    new Entry(
                                            stage,
                                            USUAL.contains(StageKind.of(stage))
                                                    || !stage.isNeutral()))
                            .toList());
        }
    }

    private static final Set<StageKind> USUAL =
            EnumSet.of(StageKind.TEMPERATURE, StageKind.TOP_K, StageKind.TOP_P, StageKind.MIN_P);
    private static final Set<StageKind> SHIFTS =
            EnumSet.of(
                    StageKind.LOGIT_BIAS,
                    StageKind.REPETITION,
                    StageKind.FREQUENCY,
                    StageKind.PRESENCE,
                    StageKind.DRY);

    /// What llama.cpp begins with.
    public static final ChainSettings LLAMA_CPP = Order.LLAMA_CPP.defaults();

    /// What Hugging Face transformers begin with.
    public static final ChainSettings HUGGING_FACE = Order.HUGGING_FACE.defaults();

    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if a kind is there twice
    public ChainSettings {
        if (entries.stream().map(Entry::kind).distinct().count() < entries.size()) {
            throw new IllegalArgumentException("a stage is there twice: " + entries);
        }
        entries = List.copyOf(entries);
    }

    /// The stages of a chain at their places in the order of llama.cpp where the temperature comes last, else of Hugging
    /// Face; all others neutral.
    public static ChainSettings of(SamplerChain chain) {
        List<Stage> stages = chain.stages();
        boolean warmLast = !stages.isEmpty() && stages.getLast() instanceof Stage.Temperature;
        ChainSettings made = (warmLast ? LLAMA_CPP : HUGGING_FACE).neutral();
        for (Stage stage : stages) {
            if (!(stage instanceof Stage.Grammar)) {
                boolean on = USUAL.contains(StageKind.of(stage)) || !stage.isNeutral();
                made = made.put(new Entry(stage, on));
            }
        }
        return made;
    }

    /// The place of a kind.
    public Entry entry(StageKind kind) {
        return entries.get(index(kind));
    }

    /// The stage of a kind, on or off.
    public Stage stage(StageKind kind) {
        return entry(kind).stage();
    }

    private int index(StageKind kind) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).kind() == kind) {
                return i;
            }
        }
        throw new IllegalArgumentException("no stage " + kind.stageName());
    }

    private ChainSettings put(Entry entry) {
        List<Entry> changed = new ArrayList<>(entries);
        changed.set(index(entry.kind()), entry);
        return new ChainSettings(changed);
    }

    /// The same chain with other values of one stage, which is switched on.
    public ChainSettings with(Stage stage) {
        return put(new Entry(stage, true));
    }

    /// The same chain with one stage switched on or off.
    public ChainSettings switched(StageKind kind, boolean on) {
        return put(new Entry(stage(kind), on));
    }

    /// The same chain with a stage at a value at which it changes nothing.
    public ChainSettings reset(StageKind kind) {
        return put(new Entry(neutral(stage(kind)), entry(kind).on()));
    }

    /// The same stages with one before another.
    ///
    /// @param moved the one that moves
    /// @param next the one that comes after it then; empty to move it to the end
    public ChainSettings moved(StageKind moved, Optional<StageKind> next) {
        if (next.isPresent() && next.get() == moved) {
            return this;
        }
        List<Entry> changed = new ArrayList<>(entries);
        Entry entry = changed.remove(index(moved));
        ChainSettings rest = new ChainSettings(changed);
        changed.add(next.map(rest::index).orElse(changed.size()), entry);
        return new ChainSettings(changed);
    }

    /// The order that the stages are in; empty for one of one's own.
    public Optional<Order> order() {
        return Arrays.stream(Order.values())
                .filter(order -> kinds(order.defaults()).equals(kinds(this)))
                .findFirst();
    }

    private static List<StageKind> kinds(ChainSettings chain) {
        return chain.entries.stream().map(Entry::kind).toList();
    }

    /// The same values in another order, with ties treated as the program does whose order it is.
    public ChainSettings in(Order order) {
        ChainSettings there = order.defaults();
        return new ChainSettings(
                entries.stream()
                        .map(entry -> new Entry(tied(entry.stage(), there), entry.on()))
                        .sorted(Comparator.comparingInt(entry -> there.index(entry.kind())))
                        .toList());
    }

    private static Stage tied(Stage stage, ChainSettings there) {
        return stage instanceof Cut.TopK(int k, Cut.TieRule ties)
                        && there.stage(StageKind.TOP_K) instanceof Cut.TopK other
                ? new Cut.TopK(k, other.ties())
                : stage instanceof Cut.Typical(double mass, Cut.TieRule ties)
                                && there.stage(StageKind.TYPICAL) instanceof Cut.Typical other
                        ? new Cut.Typical(mass, other.ties())
                        : stage;
    }

    private static Stage neutral(Stage stage) {
        return switch (stage) {
            case Cut.TopK(int k, Cut.TieRule ties) -> new Cut.TopK(0, ties);
            case Cut.Typical(double mass, Cut.TieRule ties) -> new Cut.Typical(1, ties);
            case Stage.Temperature s -> s.kind().neutral();
            case Cut.TopP s -> s.kind().neutral();
            case Cut.MinP s -> s.kind().neutral();
            case Cut.TopNSigma s -> s.kind().neutral();
            case Penalty.Repetition s -> new Penalty.Repetition(1, s.lastN());
            case Penalty.Frequency s -> new Penalty.Frequency(0, s.lastN());
            case Penalty.Presence s -> new Penalty.Presence(0, s.lastN());
            case Cut.Xtc s -> new Cut.Xtc(0, s.threshold(), s.minKeep());
            case Penalty.Dry s ->
                    new Penalty.Dry(0, s.base(), s.allowedLength(), s.lastN(), s.breakers());
            case Stage.LogitBias s -> s.kind().neutral();
            case Stage.Grammar s -> s;
        };
    }

    /// No change to what the model says.
    public ChainSettings neutral() {
        return new ChainSettings(
                entries.stream()
                        .map(entry ->
                                new Entry(neutral(entry.stage()), USUAL.contains(entry.kind())))
                        .toList());
    }

    /// Always the most likely token.
    public ChainSettings greedy() {
        return neutral().withTemperature(0);
    }

    /// Hotter, with the tail cut by min-p.
    public ChainSettings creative() {
        return neutral().withTemperature(1.2).withMinP(0.05);
    }

    /// The same with another temperature.
    public ChainSettings withTemperature(double value) {
        return with(new Stage.Temperature(value));
    }

    /// The same with another k; 0 changes nothing.
    public ChainSettings withTopK(int value) {
        Cut.TieRule ties =
                stage(StageKind.TOP_K) instanceof Cut.TopK now
                        ? now.ties()
                        : Cut.TieRule.CUT_BY_ORDER;
        return with(new Cut.TopK(value, ties));
    }

    /// The same with another p; 1 changes nothing.
    public ChainSettings withTopP(double value) {
        return with(new Cut.TopP(value));
    }

    /// The same with another min-p; 0 changes nothing.
    public ChainSettings withMinP(double value) {
        return with(new Cut.MinP(value));
    }

    /// The stages that act, in their order; those at neutral values too.
    public Stream<Stage> acting() {
        return entries.stream().filter(Entry::on).map(Entry::stage);
    }

    /// The engine's chain.
    public SamplerChain toChain() {
        return new SamplerChain(acting().toList());
    }
}
