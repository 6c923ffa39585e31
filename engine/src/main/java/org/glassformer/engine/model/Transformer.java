package org.glassformer.engine.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.format.Gguf;
import org.glassformer.engine.hook.HookNames;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A decoder-only transformer language model on one device.
///
/// It is used by one thread at a time and closed by its owner; the backend is not closed with it.
public final class Transformer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Transformer.class);

    private final ModelConfig config;
    private final Backend backend;
    private final List<Parameter> parameters;
    private final Map<String, Parameter> byName;
    private final Parameter wte; // (V, C)
    private final @Nullable Parameter wpe; // (blockSize, C)
    private final List<Block> blocks;
    private final Norm lnFinal;
    private final Linear head; // (V, C)
    private final @Nullable Rotary rotary;
    private final InferenceScratch scratch;

    private Transformer(ModelConfig config, Backend backend, Parameters made) {
        this.config = config;
        this.backend = backend;
        int c = config.nEmbd();
        this.wte = made.matrix("wte", config.vocabSize(), c);
        this.wpe = config.learnedPositions() ? made.matrix("wpe", config.blockSize(), c) : null;
        this.rotary = config.learnedPositions() ? null : new Rotary(backend, config);
        List<Block> built = new ArrayList<>();
        for (int layer = 0; layer < config.nLayer(); layer++) {
            built.add(new Block(config, layer, made, rotary));
        }
        this.blocks = List.copyOf(built);
        this.lnFinal = made.norm("lnf", config);
        this.head =
                new Linear(
                        config.tiedHead() ? wte : made.matrix("head", config.vocabSize(), c), null);
        this.scratch = new InferenceScratch(backend, config);
        this.parameters = made.all();
        this.byName =
                parameters.stream().collect(Collectors.toMap(Parameter::name, Function.identity()));
    }

    /// A model with the weights that `source` gives; what was loaded is released if it fails.
    static Transformer build(ModelConfig config, Backend backend, WeightSource source) {
        Parameters made = new Parameters(source);
        try {
            return new Transformer(config, backend, made);
        } catch (RuntimeException | Error e) {
            made.release();
            throw e;
        }
    }

    /// A model with random weights, GPT-2's initialisation.
    public static Transformer random(ModelConfig config, Backend backend, long seed) {
        return random(config, backend, seed, DType.F32);
    }

    /// The same model as the [#packedCopy] of that one, without ever taking the memory of its F32 weights.
    ///
    /// @param type of the matrices
    /// @throws IllegalArgumentException for a type that [org.glassformer.engine.tensor.Packing] does not
    ///     write
    public static Transformer random(ModelConfig config, Backend backend, long seed, DType type) {
        return build(config, backend, new RandomWeights(backend, config, seed, type));
    }

    /// The same model with F32 weights of its own, which can be trained; this one stays as it is. Packed
    /// weights are widened, which the log says.
    public Transformer trainableCopy() {
        if (packed()) {
            LOG.info(
                    "weights of {} are widened to be trained: {} bytes instead of {}",
                    weightTypes().keySet(),
                    backend.activationType().byteSize(parameterCount()),
                    weightBytes());
        }
        return build(config, backend, (name, shape) -> backend.widened(parameter(name).value()));
    }

    /// The same model with weights of its own, its matrices rounded to `type`; this one stays as it is.
    ///
    /// Learned positions stay F32, and so do matrices whose rows are not whole blocks of the type. The
    /// backend may widen what was rounded.
    ///
    /// @throws IllegalArgumentException for a type that [org.glassformer.engine.tensor.Packing] does not
    ///     write
    public Transformer packedCopy(DType type) {
        return build(config, backend, new Repacking(this, type));
    }

    /// A model from a folder in Hugging Face layout (`config.json` and safetensors), or from a GGUF file.
    ///
    /// Matrices keep their type, packed or of 16 bits, as far as the backend keeps it; see [#weightTypes].
    ///
    /// @param progress is told the part of the weights that has been read, 0 to 1, and may throw to
    ///     give up
    /// @throws org.glassformer.engine.format.ModelFormatException if the folder does not hold a model
    ///     that this engine can run
    public static Transformer load(Path folder, Backend backend, DoubleConsumer progress) {
        return Gguf.isOne(folder)
                ? GgufModel.load(folder, backend, progress)
                : ModelFolder.load(folder, backend, progress);
    }

    /// The configuration in a model's folder or GGUF file, without its weights.
    ///
    /// @throws org.glassformer.engine.format.ModelFormatException if there is none that this engine can
    ///     run
    public static ModelConfig config(Path folder) {
        return Gguf.isOne(folder) ? GgufModel.config(folder) : ModelFolder.config(folder);
    }

    /// Writes `config.json` and `model.safetensors` in Hugging Face layout.
    ///
    /// @param half F16 instead of F32 weights
    public void save(Path folder, boolean half) {
        save(folder, half ? DType.F16 : DType.F32, part -> {});
    }

    /// Writes `config.json` and `model.safetensors` in Hugging Face layout.
    ///
    /// @param type of the weights: F32, F16 or BF16
    /// @param progress is told the part of the weights that has been written, 0 to 1, and may throw to give
    ///     up; then there are no weights
    public void save(Path folder, DType type, DoubleConsumer progress) {
        ModelFolder.save(this, folder, type, progress);
    }

    /// Its configuration.
    public ModelConfig config() {
        return config;
    }

    /// The device it is on.
    public Backend backend() {
        return backend;
    }

    /// All parameters, in a fixed order.
    public List<Parameter> parameters() {
        return parameters;
    }

    /// The parameter with a short name.
    ///
    /// @throws IllegalArgumentException if there is none
    public Parameter parameter(String name) {
        Parameter parameter = byName.get(name);
        if (parameter == null) {
            throw new IllegalArgumentException("no parameter " + name);
        }
        return parameter;
    }

    /// The number of weights; a tied head counts once.
    public long parameterCount() {
        return parameters.stream().mapToLong(p -> p.value().elements()).sum();
    }

    /// Bytes that the weights take in the device's memory; a tied head counts once.
    public long weightBytes() {
        return parameters.stream()
                .mapToLong(p -> p.value().dtype().byteSize(p.value().elements()))
                .sum();
    }

    /// The types that the weights have in the device's memory, each with its bytes, the largest first.
    public Map<DType, Long> weightTypes() {
        Map<DType, Long> bytes = new EnumMap<>(DType.class);
        for (Parameter p : parameters) {
            DType type = p.value().dtype();
            bytes.merge(type, type.byteSize(p.value().elements()), Long::sum);
        }
        Map<DType, Long> ordered = new LinkedHashMap<>();
        bytes.entrySet().stream()
                .sorted(Map.Entry.<DType, Long>comparingByValue().reversed())
                .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
        return ordered;
    }

    /// The types that the weights of a [#packedCopy] or of a written file have, each with its bytes; learned
    /// positions and matrices that do not fill blocks are F32 whatever the type.
    ///
    /// @param type of the matrices, one that [org.glassformer.engine.tensor.Packing] writes
    public Map<DType, Long> packedTypes(DType type) {
        Map<DType, Long> bytes = new EnumMap<>(DType.class);
        for (Parameter p : parameters) {
            DType to = Repacking.type(type, p.name(), p.value().shape());
            bytes.merge(to, to.byteSize(p.value().elements()), Long::sum);
        }
        return bytes;
    }

    /// Whether any weights are of another type than activations, so that only a
    /// [#trainableCopy] can be trained.
    public boolean packed() {
        return parameters.stream().anyMatch(p -> p.value().dtype() != backend.activationType());
    }

    /// The names of all activations that can be shown.
    public List<String> hookNames() {
        return HookNames.all(
                config.nLayer(),
                config.learnedPositions(),
                config.gatedMlp(),
                layer -> config.experts(layer).isPresent());
    }

    /// An empty cache for up to `capacity` positions; the caller closes it.
    ///
    /// @throws IllegalArgumentException if the model's context is shorter
    public KvCache newCache(int capacity) {
        if (capacity < 1 || capacity > config.blockSize()) {
            throw new IllegalArgumentException(
                    "a cache of "
                            + capacity
                            + " positions, but the model's context is "
                            + config.blockSize());
        }
        return new KvCache(backend, config, capacity);
    }

    /// Which rows of logits are wanted.
    public enum LogitRows {
        /// Those of the last position only.
        LAST,
        /// Those of every new position.
        ALL
    }

    /// Runs the model on new tokens.
    ///
    /// @param ids T new tokens, at least one
    /// @param cache the positions read before; the new ones are added; null to begin anew
    /// @param hooks what is shown and changed on the way
    /// @param rows which logits are wanted
    /// @return logits, (1, V) or (T, V), the model's own: they hold until its next run
    /// @throws IllegalArgumentException if an id is not in the vocabulary, or the context is full
    public Tensor forward(int[] ids, @Nullable KvCache cache, Hooks hooks, LogitRows rows) {
        Tensor logits = run(ids, cache, hooks, rows);
        backend.settle();
        return logits;
    }

    /// The same; the hooks have their activations once something is read.
    private Tensor run(int[] ids, @Nullable KvCache cache, Hooks hooks, LogitRows rows) {
        Pass pass = Pass.inference(backend, ids.length, cache, hooks);
        check(ids, pass);
        hooks.interventions()
                .check(config.nLayer(), config.nHead(), config.nEmbd(), config.ffnSize());
        MlpEdits.check(hooks.interventions(), config);
        Means.check(pass, config);
        int n = ids.length;
        InferenceScratch.OfLength scratch = this.scratch.of(n);
        if (cache != null) {
            cache.begin();
        }
        BlockActivations a = scratch.block();
        embed(pass, ids, a.residPre(), a.mlpOut());
        for (Block block : blocks) {
            block.forward(pass, a);
        }
        lnFinal.forward(backend, a.ln1(), a.ln1Stats(), a.residPost());
        pass.show(HookNames.LN_FINAL, a.ln1(), n, config.nEmbd());
        if (cache != null) {
            cache.advance(n);
        }
        Tensor x = rows == LogitRows.ALL ? a.ln1() : a.ln1().slice(n - 1, n);
        Tensor logits = scratch.logits(rows == LogitRows.ALL ? n : 1);
        logits(logits, x);
        return logits;
    }

    /// The head: logits of `x`, capped where the configuration says so.
    void logits(Tensor logits, Tensor x) {
        head.forward(backend, logits, x);
        if (config.variant().logitCap() > 0) {
            backend.softCap(logits, logits, config.variant().logitCap());
        }
    }

    /// The logits of the last position, (V).
    public float[] lastLogits(int[] ids, @Nullable KvCache cache, Hooks hooks) {
        return backend.read(run(ids, cache, hooks, LogitRows.LAST));
    }

    /// Embeds tokens and positions into `resid`, (N, C).
    void embed(Pass pass, int[] ids, Tensor resid, Tensor room) {
        int t = pass.time();
        int c = config.nEmbd();
        backend.embed(resid, wte.value(), ids);
        if (config.variant().embedScale() != 1) {
            backend.scale(resid, config.variant().embedScale());
        }
        pass.show(HookNames.EMBED, resid, t, c);
        if (wpe != null) {
            backend.embed(room, wpe.value(), pass.positions());
            pass.show(HookNames.POS_EMBED, room, t, c);
            backend.add(resid, resid, room);
        }
        pass.drop(resid, 0);
    }

    /// The gradient of [#embed]; `room` is overwritten.
    void embedBackward(Pass pass, int[] ids, Tensor dResid, Tensor room) {
        pass.dropBackward(room, dResid, 0);
        if (wpe != null) {
            backend.embedBackward(wpe.gradient(), room, pass.positions());
        }
        if (config.variant().embedScale() != 1) {
            backend.scale(room, config.variant().embedScale());
        }
        backend.embedBackward(wte.gradient(), room, ids);
    }

    List<Block> blocks() {
        return blocks;
    }

    Norm lnFinal() {
        return lnFinal;
    }

    Linear head() {
        return head;
    }

    /// Checks tokens and positions before anything is computed.
    void check(int[] ids, Pass pass) {
        if (ids.length == 0) {
            throw new IllegalArgumentException("the model needs at least one token");
        }
        for (int id : ids) {
            if (id < 0 || id >= config.vocabSize()) {
                throw new IllegalArgumentException(
                        "token " + id + " is not among the model's " + config.vocabSize());
            }
        }
        KvCache cache = pass.cache();
        int end = pass.past() + pass.time();
        int room = cache == null ? config.blockSize() : cache.capacity();
        if (end > room) {
            throw new IllegalArgumentException(
                    end + " tokens do not fit into a context of " + room);
        }
    }

    @Override
    public void close() {
        parameters.forEach(Parameter::close);
        if (rotary != null) {
            rotary.close();
        }
        scratch.close();
    }
}
