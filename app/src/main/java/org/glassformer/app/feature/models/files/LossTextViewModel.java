package org.glassformer.app.feature.models.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.Sentences;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskContext;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.engine.generate.GenerationSettings;
import org.glassformer.engine.generate.Generator;
import org.glassformer.engine.sampling.SamplerChain;
import org.glassformer.engine.tokenizer.SpecialTokens;
import org.glassformer.engine.train.story.StoryGenerator;
import org.jspecify.annotations.Nullable;

/// The text on which models are compared: a story to begin with, then what is typed, pasted, read from a file or written
/// by the model itself.
final class LossTextViewModel {

    /// Fewer tokens say nothing.
    static final int LEAST_TOKENS = 16;

    /// The largest file, in bytes.
    static final long MOST_BYTES = 1 << 20;

    /// The number of tokens before they are counted.
    static final int UNKNOWN = -1;

    private static final int WRITTEN = 200;
    private static final int STORIES = 2;
    private static final long SEED = 7;

    private final LabSession session;
    private final EngineService engine;
    private final NewestWins counting;
    private final NewestWins reading;
    private final StringProperty text = new SimpleStringProperty(this, "text", story());
    private final ReadOnlyIntegerWrapper tokens =
            new ReadOnlyIntegerWrapper(this, "tokens", UNKNOWN);
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper(this, "note", "");
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper(this, "failure", "");
    private long seed = SEED;

    LossTextViewModel(LabSession session, EngineService engine, TaskRunner runner) {
        this.session = session;
        this.engine = engine;
        counting = runner.newestWins();
        reading = runner.newestWins();
        text.subscribe((before, now) -> {
            failure.set("");
            count();
        });
        session.modelProperty().subscribe(this::modelChanged);
    }

    private static String story() {
        StringBuilder stories = new StringBuilder();
        StoryGenerator generator = new StoryGenerator(SEED);
        for (int i = 0; i < STORIES; i++) {
            stories.append(i == 0 ? "" : "\n\n").append(generator.story(i));
        }
        return stories.toString();
    }

    private void modelChanged(@Nullable ModelSummary model) {
        reading.cancel();
        count();
    }

    /// The text.
    StringProperty textProperty() {
        return text;
    }

    /// How many tokens it has; [#UNKNOWN] before they are counted.
    ReadOnlyIntegerProperty tokensProperty() {
        return tokens.getReadOnlyProperty();
    }

    /// Tokens and bytes of the text, or what is wrong with it.
    ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }

    /// Why a file was not taken; empty for nothing.
    ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /// Whether the text is long enough for figures that mean something.
    boolean isEnough() {
        return tokens.get() >= LEAST_TOKENS;
    }

    private void count() {
        tokens.set(UNKNOWN);
        note.set("");
        if (session.modelProperty().get() == null) {
            return;
        }
        String now = text.get();
        counting.submit(
                Job.of(
                                Messages.text("quantise.task.count"),
                                context ->
                                        engine.tokenizer()
                                                .encode(now, SpecialTokens.PLAIN)
                                                .ids()
                                                .length)
                        .whenDone(count -> counted(now, count))
                        .whenFailed(thrown -> note.set(Sentences.alone(thrown))));
    }

    private void counted(String of, int count) {
        tokens.set(count);
        note.set(
                isEnough()
                        ? Messages.text(
                                "quantise.text.size",
                                count,
                                Figures.bytes(of.getBytes(StandardCharsets.UTF_8).length))
                        : Messages.text("quantise.text.short", count, LEAST_TOKENS));
    }

    /// Takes the text of a file.
    void read(Path file) {
        reading.submit(
                Job.of(Messages.text("quantise.task.read"), context -> textOf(file))
                        .whenDone(text::set)
                        .whenFailed(thrown -> failure.set(Sentences.alone(thrown))));
    }

    private static String textOf(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(Messages.text("quantise.file.none", name));
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new IllegalArgumentException(
                    Messages.text(
                            "quantise.file.large",
                            name,
                            Figures.bytes(Files.size(file)),
                            Figures.bytes(MOST_BYTES)));
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            String all = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            return all.startsWith("\uFEFF") ? all.substring(1) : all;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(Messages.text("quantise.file.binary", name), e);
        }
    }

    /// Lets the model write a text, another one each time.
    void write() {
        ModelSummary model = session.modelProperty().get();
        if (model == null) {
            return;
        }
        long drawn = seed++;
        reading.submit(
                Job.of(Messages.text("quantise.task.write"), context -> own(model, drawn, context))
                        .asShown()
                        .whenDone(text::set)
                        .whenFailed(thrown -> failure.set(Sentences.alone(thrown))));
    }

    private String own(ModelSummary model, long drawn, TaskContext context) {
        return engine.write(
                model,
                (language, breath) -> {
                    int[] start = {language.startToken()};
                    int room = Math.min(WRITTEN, language.transformer().config().blockSize() - 2);
                    GenerationSettings settings =
                            GenerationSettings.of(
                                    language, SamplerChain.neutral(), drawn, Math.max(1, room));
                    return new Generator(language)
                            .generate(
                                    start,
                                    settings,
                                    token -> {
                                        breath.run();
                                        context.checkCancelled();
                                        return true;
                                    })
                            .text();
                });
    }
}
