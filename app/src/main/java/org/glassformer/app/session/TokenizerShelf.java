package org.glassformer.app.session;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.TokenizerChoice.Kind;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.engine.tokenizer.Tokenizer;
import org.glassformer.engine.tokenizer.Tokenizers;
import org.jspecify.annotations.Nullable;

/// The tokenizers at hand: the open model's first, then OpenAI's, the plain ones, and those that the person brought or
/// trained. The list changes on the JavaFX thread.
public final class TokenizerShelf {

    private static final String MODEL = "model";

    private final LabSession session;
    private final EngineService engine;
    private final TaskRunner runner;
    private final ObservableList<TokenizerChoice> choices = FXCollections.observableArrayList();
    private final ObservableList<TokenizerChoice> view =
            FXCollections.unmodifiableObservableList(choices);
    private final Map<TokenizerChoice, Tokenizer> loaded = new ConcurrentHashMap<>();
    private long editions;

    /// A shelf with what needs no file, and the session's model as soon as there is one.
    ///
    /// @param session tells of the open model and tells the person of failures
    /// @param engine has the open model's tokenizer
    /// @param runner reads files
    public TokenizerShelf(LabSession session, EngineService engine, TaskRunner runner) {
        this.session = session;
        this.engine = engine;
        this.runner = runner;
        for (String name : Tokenizers.names()) {
            Kind kind = name.endsWith("_base") ? Kind.OPENAI : Kind.PLAIN;
            choices.add(new TokenizerChoice(name, name, kind, 0));
        }
        session.modelProperty().subscribe(this::showModel);
    }

    private void showModel(@Nullable ModelSummary model) {
        loaded.keySet().removeIf(choice -> choice.kind() == Kind.MODEL);
        if (model != null) {
            put(new TokenizerChoice(MODEL, model.name(), Kind.MODEL, ++editions), 0);
        }
    }

    /// All choices in order. Unmodifiable.
    public ObservableList<TokenizerChoice> choices() {
        return view;
    }

    /// What a choice has become: the one with its key that is on the shelf now.
    ///
    /// @param choice on the shelf now or earlier
    public Optional<TokenizerChoice> current(TokenizerChoice choice) {
        return withKey(choice.key());
    }

    /// The choice with a key, such as `cl100k_base`.
    ///
    /// @param key of a choice
    public Optional<TokenizerChoice> withKey(String key) {
        return choices.stream().filter(c -> c.key().equals(key)).findFirst();
    }

    /// The tokenizer of a choice. The first time takes up to some tenths of a second: call it off the JavaFX thread.
    ///
    /// @param choice on the shelf
    /// @throws IllegalStateException if the choice is the model's and no model is open
    public Tokenizer load(TokenizerChoice choice) {
        return loaded.computeIfAbsent(
                choice,
                wanted ->
                        wanted.kind() == Kind.MODEL
                                ? engine.tokenizer()
                                : Tokenizers.byName(wanted.key()));
    }

    /// Puts a tokenizer on the shelf under its own name.
    ///
    /// @param tokenizer trained in the lab
    public TokenizerChoice add(Tokenizer tokenizer) {
        return put("trained:" + tokenizer.name(), tokenizer, Kind.TRAINED);
    }

    /// Reads a tokenizer from a file; a file that cannot be read is told to the person.
    ///
    /// @param path a `tokenizer.json`, or a folder that holds a tokenizer
    /// @param opened gets the choice, on the JavaFX thread
    public void open(Path path, Consumer<TokenizerChoice> opened) {
        Path file = path.toAbsolutePath().normalize();
        runner.submit(
                Job.of(
                                Messages.text("task.openTokenizer", file.getFileName()),
                                context -> Tokenizers.fromPath(file))
                        .whenDone(t -> opened.accept(put(file.toString(), t, Kind.FILE)))
                        .whenFailed(
                                failure -> session.tell(Notice.Tone.ERROR, Sentences.of(failure)))
                        .asShown());
    }

    private TokenizerChoice put(String key, Tokenizer tokenizer, Kind kind) {
        TokenizerChoice choice = new TokenizerChoice(key, tokenizer.name(), kind, ++editions);
        withKey(key).ifPresent(loaded::remove);
        loaded.put(choice, tokenizer);
        put(choice, choices.size());
        return choice;
    }

    /// Takes the place of the choice with the same key, or else a new one.
    private void put(TokenizerChoice choice, int place) {
        IntStream.range(0, choices.size())
                .filter(i -> choices.get(i).key().equals(choice.key()))
                .findFirst()
                .ifPresentOrElse(i -> choices.set(i, choice), () -> choices.add(place, choice));
    }
}
