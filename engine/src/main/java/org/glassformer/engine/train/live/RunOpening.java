package org.glassformer.engine.train.live;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.model.Parameter;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.train.TrainingException;
import org.glassformer.engine.train.task.TaskData;
import org.glassformer.engine.train.task.TaskTokens;
import org.jspecify.annotations.Nullable;

/// Begins runs and goes on with them.
final class RunOpening {
    private static final double GIGABYTE = 1L << 30;

    private RunOpening() {}

    static LiveRun open(LiveSettings settings, Backend backend, RunOptions options) {
        Path folder = options.folder();
        if (folder != null && new RunFolder(folder).exists()) {
            throw new TrainingException(
                    "there is a training run in " + folder + " already; it can be resumed");
        }
        TaskTokens tokens = tokens(settings);
        Path base = settings.base();
        if (base == null) {
            Supplier<Transformer> beginning = fresh(settings, tokens, backend);
            return make(settings, options, tokens, beginning, saving(settings, tokens, folder));
        }
        checkBase(settings, base, tokens);
        return make(
                settings,
                options,
                tokens,
                () -> loaded(base, backend),
                saving(settings, tokens, folder));
    }

    private static @Nullable Autosave saving(
            LiveSettings settings, TaskTokens tokens, @Nullable Path folder) {
        return folder == null
                ? null
                : new Autosave(new RunFolder(folder), new RunLock(folder), settings, tokens);
    }

    static LiveRun resume(Backend backend, RunOptions options) {
        Path path = options.folder();
        if (path == null) {
            throw new TrainingException("a run in memory cannot be resumed");
        }
        RunFolder folder = new RunFolder(path);
        LiveSettings settings = folder.settings();
        RunLock lock = locked(folder);
        try {
            return resume(settings, folder, lock, backend, options);
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    /// Takes a folder, and removes what a process that was ended left half written. A folder that cannot be
    /// written is read without: nothing can be saved in it by others either.
    private static RunLock locked(RunFolder folder) {
        RunLock lock = new RunLock(folder.path());
        try {
            lock.take();
            folder.clean();
        } catch (IOException e) {
            // saving tells why
        }
        return lock;
    }

    private static LiveRun resume(
            LiveSettings settings,
            RunFolder folder,
            RunLock lock,
            Backend backend,
            RunOptions options) {
        Path path = folder.path();
        boolean fresh = settings.base() == null;
        Path original = folder.original();
        int end = fresh ? 0 : end(Transformer.config(original));
        TaskTokens tokens = TaskTokens.of(path, end);
        Supplier<Transformer> beginning =
                fresh ? fresh(settings, tokens, backend) : () -> loaded(original, backend);
        Autosave autosave = new Autosave(folder, lock, settings, tokens);
        LiveRun run = make(settings, options, tokens, beginning, autosave);
        try {
            if (folder.hasState()) {
                List<Parameter> parameters = run.model().parameters();
                StateFile.Content state = StateFile.read(folder.state(), parameters);
                run.restore(state, autosave.readKept(state.about(), parameters), folder.log());
            }
            return run;
        } catch (RuntimeException | Error e) {
            run.abandon();
            throw e;
        }
    }

    static TrainingCost cost(LiveSettings settings) {
        return cost(settings, config(settings, settings.base() == null ? tokens(settings) : null));
    }

    static RunPreview preview(LiveSettings settings, int count) {
        TaskTokens tokens = tokens(settings);
        TaskData data =
                new TaskData(
                        settings.task(), tokens, settings.shape().blockSize(), settings.seed());
        return RunPreview.of(data, cost(settings, config(settings, tokens)), count);
    }

    /// @param tokens the vocabulary; a model that is trained on has its own
    private static ModelConfig config(LiveSettings settings, @Nullable TaskTokens tokens) {
        Path base = settings.base();
        if (base != null) {
            return Transformer.config(base);
        }
        TaskTokens own = Objects.requireNonNull(tokens);
        return settings.model(own.tokenizer().vocabSize(), own.endOfText());
    }

    private static TrainingCost cost(LiveSettings settings, ModelConfig model) {
        return TrainingCost.of(
                model, settings.batch(), settings.shape().blockSize(), settings.optimiser().kind());
    }

    private static TaskTokens tokens(LiveSettings settings) {
        Path base = settings.base();
        return base == null
                ? TaskTokens.learn(settings.task(), settings.vocabulary(), settings.seed())
                : TaskTokens.of(base, end(Transformer.config(base)));
    }

    private static int end(ModelConfig model) {
        return model.eosTokens().isEmpty() ? model.bosToken() : model.eosTokens().getFirst();
    }

    private static LiveRun make(
            LiveSettings settings,
            RunOptions options,
            TaskTokens tokens,
            Supplier<Transformer> beginning,
            @Nullable Autosave autosave) {
        try {
            return new LiveRun(settings, options, tokens, new Origin(beginning), autosave);
        } catch (RuntimeException | Error e) {
            if (autosave != null) {
                autosave.close();
            }
            throw e;
        }
    }

    private static Supplier<Transformer> fresh(
            LiveSettings settings, TaskTokens tokens, Backend backend) {
        ModelConfig model = settings.model(tokens.tokenizer().vocabSize(), tokens.endOfText());
        checkMemory(cost(settings, model));
        return () -> Transformer.random(model, backend, settings.seed());
    }

    private static void checkBase(LiveSettings settings, Path base, TaskTokens tokens) {
        ModelConfig model = Transformer.config(base);
        if (settings.shape().blockSize() > model.blockSize()) {
            throw new TrainingException(
                    "windows of %d tokens, but the model's context is %d"
                            .formatted(settings.shape().blockSize(), model.blockSize()));
        }
        if (tokens.tokenizer().vocabSize() > model.vocabSize()) {
            throw new TrainingException(
                    base + " has more tokens in its tokenizer than in its model");
        }
        checkMemory(cost(settings, model));
    }

    private static void checkMemory(TrainingCost cost) {
        if (ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean machine
                && cost.bytes() > machine.getTotalMemorySize()) {
            throw new TrainingException(
                    "training this model takes %.1f GB of memory, but this machine has %.1f"
                            .formatted(
                                    cost.bytes() / GIGABYTE,
                                    machine.getTotalMemorySize() / GIGABYTE));
        }
    }

    private static Transformer loaded(Path folder, Backend backend) {
        try (Transformer stored = Transformer.load(folder, backend, progress -> {})) {
            return stored.trainableCopy();
        }
    }

    /// Copies a model's folder, without what is not the model.
    static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (name.equals("config.json")
                        || name.endsWith(".safetensors")
                        || name.endsWith(".safetensors.index.json")) {
                    Files.copy(file, to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
