package org.glassformer.engine.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.model.Transformer;

/// A training run as a configuration describes it: opens device, data and model, goes on from the
/// latest checkpoint if there is one, trains, and writes the finished model.
///
/// In the run's folder are `log.jsonl`, the checkpoints `step-...` and `best`, the model that did
/// best on held-out text. The finished model is the best one, or the last where nothing is held
/// out.
public final class TrainingRun implements AutoCloseable {
    private static final String LOG = "log.jsonl";
    private static final String BEST = "best";
    private static final String TOKENIZER = "tokenizer.json";

    private final TrainConfig config;
    private final TrainingTokens tokens;
    private final TrainerListener listener;
    private final Backend backend;
    private final Transformer model;
    private final TrainingStep step;
    private final CheckpointStore store;
    private final Trainer trainer;

    private TrainingRun(TrainConfig config, TrainingTokens tokens, TrainerListener listener) {
        this.config = config;
        this.tokens = tokens;
        this.listener = listener;
        List<TokenStream> streams = new ArrayList<>();
        double[] weights = new double[config.sources().size()];
        for (TrainConfig.Source source : config.sources()) {
            weights[streams.size()] = source.weight();
            streams.add(
                    TokenStream.pack(Documents.of(source), tokens.encode(), tokens.endOfText()));
        }
        HeldOut heldOut = heldOut(config, tokens);
        String device = config.device();
        this.backend =
                device == null
                        ? Backends.open(config.threads())
                        : Backends.open(device, config.threads());
        try {
            this.model =
                    Transformer.random(
                            config.model().config(tokens.vocabSize(), tokens.endOfText()),
                            backend,
                            config.seed());
            DataWindows windows =
                    new DataWindows(streams, weights, config.model().blockSize(), config.seed());
            this.step = new TrainingStep(model, StepSettings.of(config), windows);
            this.store = new CheckpointStore(config.folder(), config.keep());
            Optional<Path> latest = store.latest();
            latest.ifPresent(checkpoint -> step.restore(CheckpointStore.read(checkpoint, model)));
            TrainingLog log = TrainingLog.open(config.folder().resolve(LOG), step.stepsDone());
            this.trainer = new Trainer(config, step, heldOut, log, new RunFolder(), listener);
        } catch (RuntimeException | Error e) {
            backend.close(); // with everything allocated on it
            throw e;
        }
    }

    /// Opens a run: reads and tokenizes the data, opens the device, and goes on from the latest
    /// checkpoint in the run's folder.
    ///
    /// @throws TrainingException with one sentence if something is missing or does not fit
    public static TrainingRun open(TrainConfig config, TrainerListener listener) {
        return open(config, TrainingTokens.of(config), listener);
    }

    /// Opens a run with a tokenizer.
    static TrainingRun open(TrainConfig config, TrainingTokens tokens, TrainerListener listener) {
        return new TrainingRun(config, tokens, listener);
    }

    /// The model that learns.
    public Transformer model() {
        return model;
    }

    /// The steps, to be run one by one or phase by phase instead of by [#train].
    public TrainingStep step() {
        return step;
    }

    /// Trains until the last step or until [#stop], and after the last step writes the finished
    /// model.
    ///
    /// @return whether the last step was reached
    /// @throws TrainingException if training cannot go on
    public boolean train() {
        boolean finished = trainer.run();
        Path output = config.output();
        if (finished && output != null) {
            export(output);
            listener.exported(output);
        }
        return finished;
    }

    /// Asks [#train] to write a checkpoint and return after the step under way; for any thread.
    public void stop() {
        trainer.stop();
    }

    /// Writes the model as it will be used: `config.json`, `model.safetensors`, `tokenizer.json`.
    ///
    /// It is the best one on held-out text, or the current one if nothing was evaluated.
    public void export(Path folder) {
        Path best = config.folder().resolve(BEST);
        try {
            Files.createDirectories(folder);
            if (Files.exists(best.resolve(TOKENIZER))) {
                try (Transformer stored = Transformer.load(best, backend, progress -> {})) {
                    stored.save(folder, config.half());
                }
            } else {
                model.save(folder, config.half());
            }
            copyTokenizer(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the model to " + folder, e);
        }
    }

    private void copyTokenizer(Path folder) throws IOException {
        Files.copy(tokens.file(), folder.resolve(TOKENIZER), StandardCopyOption.REPLACE_EXISTING);
    }

    private final class RunFolder implements Trainer.Saver {
        @Override
        public Path checkpoint() {
            return store.write(model, step.snapshot(), TrainingRun.this::copyTokenizer);
        }

        @Override
        public void best() {
            Path best = config.folder().resolve(BEST);
            try {
                Files.createDirectories(best);
                model.save(best, false);
                copyTokenizer(best);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + best, e);
            }
        }
    }

    private static HeldOut heldOut(TrainConfig config, TrainingTokens tokens) {
        List<String> documents =
                config.heldOut().stream()
                        .flatMap(file -> Documents.read(file, Documents.Split.END_OF_TEXT).stream())
                        .toList();
        return HeldOut.of(
                documents, tokens.encode(), tokens.endOfText(), config.model().blockSize());
    }

    /// Releases the model and the device.
    @Override
    public void close() {
        step.close();
        model.close();
        backend.close();
    }
}
