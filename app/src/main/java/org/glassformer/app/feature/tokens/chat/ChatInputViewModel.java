package org.glassformer.app.feature.tokens.chat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.Sentences;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.engine.chat.BuiltInTemplate;
import org.glassformer.engine.chat.ChatMessage;
import org.glassformer.engine.chat.ChatTemplate;
import org.glassformer.engine.chat.ChatTemplateException;
import org.glassformer.engine.chat.RenderedChat;
import org.jspecify.annotations.Nullable;

/// Messages, the template that makes one text of them, and that text.
///
/// It does nothing before it is active, so that a window that shows no chat does not read templates.
public final class ChatInputViewModel {

    /// The longest content of a message, in characters.
    public static final int LONGEST = 20_000;

    private static final List<String> ROLES = List.of("system", "user", "assistant", "tool");
    private static final List<BuiltInTemplate> BUILT_IN = List.of(BuiltInTemplate.values());
    private static final RenderedChat NOTHING = new RenderedChat("", List.of());

    /// What came of rendering: a text, or a sentence that says why there is none.
    private record Outcome(String source, @Nullable RenderedChat chat, String failure) {}

    private final LabSession session;
    private final NewestWins rendering;
    private final NewestWins reading;
    private final BooleanProperty active = new SimpleBooleanProperty(this, "active", false);
    private final ObservableList<MessageViewModel> messages =
            FXCollections.observableArrayList(message ->
                    new Observable[] {message.roleProperty(), message.contentProperty()});
    private final ObservableList<MessageViewModel> shown =
            FXCollections.unmodifiableObservableList(messages);
    private final ReadOnlyObjectWrapper<List<TemplateChoice>> choices =
            new ReadOnlyObjectWrapper<>(this, "choices", builtIns());
    private final ReadOnlyObjectWrapper<TemplateChoice> choice =
            new ReadOnlyObjectWrapper<>(this, "choice", builtIns().getFirst());
    private final BooleanProperty generationPrompt =
            new SimpleBooleanProperty(this, "generationPrompt", true);
    private final ReadOnlyObjectWrapper<RenderedChat> chat =
            new ReadOnlyObjectWrapper<>(this, "chat", NOTHING);
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper(this, "failure", "");
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper(this, "note", "");
    private final ReadOnlyStringWrapper source = new ReadOnlyStringWrapper(this, "source", "");
    private List<ChatTemplate> ofModel = List.of();
    private @Nullable ModelSummary read;
    private boolean builtInWanted;

    /// A conversation to begin with.
    ///
    /// @param session tells which model is open
    /// @param runner reads templates and renders
    public ChatInputViewModel(LabSession session, TaskRunner runner) {
        this.session = session;
        rendering = runner.newestWins();
        reading = runner.newestWins();
        for (String role : List.of("system", "user", "assistant", "user")) {
            messages.add(new MessageViewModel(role, ""));
        }
        for (int i = 0; i < messages.size(); i++) {
            messages.get(i).contentProperty().set(Messages.text("chat.start." + (i + 1)));
        }
        messages.subscribe(this::render);
        generationPrompt.subscribe((before, now) -> render());
        session.modelProperty().subscribe((before, now) -> readModel());
        active.subscribe((before, now) -> {
            readModel();
            render();
        });
    }

    private static List<TemplateChoice> builtIns() {
        return IntStream.range(0, BUILT_IN.size())
                .mapToObj(i -> new TemplateChoice(BUILT_IN.get(i).label(), false, i))
                .toList();
    }

    /// Whether the chat is wanted; set it when the messages are shown.
    public BooleanProperty activeProperty() {
        return active;
    }

    /// The messages in order; change them by the commands.
    public ObservableList<MessageViewModel> messages() {
        return shown;
    }

    /// The roles that are offered; others can be typed.
    public List<String> roles() {
        return ROLES;
    }

    /// The templates to choose from, the model's own first.
    public ReadOnlyObjectProperty<List<TemplateChoice>> choicesProperty() {
        return choices.getReadOnlyProperty();
    }

    /// The chosen template; the model's own where it has one, until a person chooses another.
    public ReadOnlyObjectProperty<TemplateChoice> choiceProperty() {
        return choice.getReadOnlyProperty();
    }

    /// Chooses a template.
    ///
    /// @param wanted one of [#choicesProperty]
    public void choose(TemplateChoice wanted) {
        builtInWanted = !wanted.ofModel();
        choice.set(wanted);
        render();
    }

    /// Whether the text ends where the assistant begins to answer.
    public BooleanProperty generationPromptProperty() {
        return generationPrompt;
    }

    /// The last text that the template made, with what of it comes from the messages.
    public ReadOnlyObjectProperty<RenderedChat> chatProperty() {
        return chat.getReadOnlyProperty();
    }

    /// Why there is no text for the messages as they are; empty if there is one. Then [#chatProperty] is an older one.
    public ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /// Something to know that keeps nothing from working; empty for nothing.
    public ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }

    /// The chosen template as written.
    public ReadOnlyStringProperty sourceProperty() {
        return source.getReadOnlyProperty();
    }

    /// Adds an empty message in the role that usually follows.
    ///
    /// @return the new message
    public MessageViewModel add() {
        String last = messages.isEmpty() ? "" : messages.getLast().roleProperty().get();
        boolean answer = last.equals("user") || last.equals("tool");
        MessageViewModel message = new MessageViewModel(answer ? "assistant" : "user", "");
        messages.add(message);
        return message;
    }

    /// Takes a message out.
    public void remove(MessageViewModel message) {
        messages.remove(message);
    }

    /// Whether a message can be moved so many places down.
    ///
    /// @param places negative for up
    public boolean canMove(MessageViewModel message, int places) {
        int to = messages.indexOf(message) + places;
        return messages.contains(message) && to >= 0 && to < messages.size();
    }

    /// Moves a message so many places down, if there is room.
    ///
    /// @param places negative for up
    public void move(MessageViewModel message, int places) {
        if (canMove(message, places)) {
            int from = messages.indexOf(message);
            messages.remove(from);
            messages.add(from + places, message);
        }
    }

    /// Tells that a content would have become too long.
    public void tooLong() {
        note.set(Messages.text("chat.tooLong", LONGEST));
    }

    private void readModel() {
        ModelSummary model = session.modelProperty().get();
        if (!active.get() || Objects.equals(model, read)) {
            return;
        }
        read = model;
        if (model == null) {
            offer(List.of());
            return;
        }
        Path folder = model.folder();
        reading.submit(
                Job.of("Read chat templates", context -> ChatTemplate.fromFolder(folder))
                        .whenDone(this::offer)
                        .whenFailed(problem -> {
                            offer(List.of());
                            note.set(Sentences.of(problem));
                        }));
    }

    private void offer(List<ChatTemplate> templates) {
        ofModel = templates;
        note.set("");
        List<TemplateChoice> own =
                IntStream.range(0, templates.size())
                        .mapToObj(i -> new TemplateChoice(templates.get(i).name(), true, i))
                        .toList();
        choices.set(Stream.concat(own.stream(), builtIns().stream()).toList());
        boolean keep = !choice.get().ofModel() && (builtInWanted || own.isEmpty());
        if (!keep) {
            choice.set(choices.get().getFirst());
        }
        render();
    }

    private void render() {
        if (!active.get()) {
            return;
        }
        int index = choice.get().index();
        ChatTemplate own = choice.get().ofModel() ? ofModel.get(index) : null;
        BuiltInTemplate builtIn = own == null ? BUILT_IN.get(index) : null;
        boolean prompt = generationPrompt.get();
        List<ChatMessage> now =
                messages.stream()
                        .map(message ->
                                new ChatMessage(
                                        message.roleProperty().get(),
                                        message.contentProperty().get()))
                        .toList();
        rendering.submit(
                Job.of(
                                "Render the chat",
                                context ->
                                        outcome(
                                                builtIn == null
                                                        ? Objects.requireNonNull(own)
                                                        : builtIn.load(),
                                                now,
                                                prompt))
                        .whenDone(this::show)
                        .whenFailed(problem -> failure.set(Sentences.of(problem))));
    }

    /// A template that refuses the messages is nothing out of the ordinary.
    private static Outcome outcome(
            ChatTemplate template, List<ChatMessage> messages, boolean prompt) {
        try {
            return new Outcome(template.source(), template.render(messages, prompt), "");
        } catch (ChatTemplateException e) {
            return new Outcome(template.source(), null, Sentences.of(e));
        }
    }

    private void show(Outcome outcome) {
        source.set(outcome.source());
        failure.set(outcome.failure());
        RenderedChat rendered = outcome.chat();
        if (rendered != null) {
            chat.set(rendered);
        }
    }
}
