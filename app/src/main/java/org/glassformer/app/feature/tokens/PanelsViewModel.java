package org.glassformer.app.feature.tokens;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.StringProperty;
import org.glassformer.app.feature.tokens.chat.ChatInputViewModel;
import org.glassformer.app.feature.tokens.languages.LanguagesViewModel;
import org.glassformer.app.feature.tokens.steps.LooseByte;
import org.glassformer.app.feature.tokens.steps.StepsViewModel;
import org.glassformer.app.feature.tokens.steps.Stretch;
import org.glassformer.app.feature.tokens.training.OwnBpeViewModel;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.TokenizerShelf;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.ui.control.TextRange;
import org.glassformer.engine.chat.RenderedChat;
import org.glassformer.engine.tokenizer.SpecialTokens;
import org.glassformer.engine.tokenizer.Tokenizer;
import org.jspecify.annotations.Nullable;

/// The panels beside text and tokens, each linked with them: chat input, steps, training, languages.
final class PanelsViewModel {

    private final ChatInputViewModel chat;
    private final StepsViewModel steps;
    private final OwnBpeViewModel training;
    private final LanguagesViewModel languages;
    private final ObjectProperty<Section> section =
            new SimpleObjectProperty<>(this, "section", Section.TOKENS);
    private boolean linking;

    /// The panels of a screen.
    PanelsViewModel(
            LabSession session, TokenizerShelf shelf, TaskRunner runner, TokensViewModel screen) {
        PaneViewModel first = screen.first();
        LinksViewModel links = screen.links();
        chat = new ChatInputViewModel(session, runner);
        chat.chatProperty().subscribe(rendered -> screen.chatProperty().set(chatText(rendered)));
        screen.inputProperty()
                .subscribe(input -> chat.activeProperty().set(input == InputKind.CHAT));
        ReadOnlyObjectWrapper<StepsViewModel.@Nullable Source> source =
                new ReadOnlyObjectWrapper<>(this, "source");
        first.tokensProperty()
                .subscribe(tokens ->
                        first.tokenizer().ifPresent(t -> source.set(stepsSource(t, first))));
        ReadOnlyObjectWrapper<@Nullable Stretch> selected =
                new ReadOnlyObjectWrapper<>(this, "selected");
        links.selectedProperty().subscribe(range -> selected.set(stretch(range)));
        steps =
                new StepsViewModel(
                        source.getReadOnlyProperty(), selected.getReadOnlyProperty(), runner);
        links.hoveredProperty().subscribe(this::linkSteps);
        steps.hoveredCharactersProperty()
                .subscribe((before, now) -> {
                    if (!linking) {
                        links.hover(
                                now == null ? TextRange.NONE : new TextRange(now.from(), now.to()));
                    }
                });
        StringProperty text = screen.textProperty();
        training = new OwnBpeViewModel(text, shelf, runner, first.choiceProperty());
        languages = new LanguagesViewModel(shelf, runner, screen::show);
    }

    private static StepsViewModel.Source stepsSource(Tokenizer tokenizer, PaneViewModel pane) {
        TokenizedText tokens = pane.tokens();
        SpecialTokens mode = pane.parsed() ? SpecialTokens.PARSED : SpecialTokens.PLAIN;
        return new StepsViewModel.Source(
                tokenizer, tokens.text(), mode, pane.marksProperty().get(), loose(tokens));
    }

    private static List<LooseByte> loose(TokenizedText tokens) {
        byte[] utf8 = tokens.looseCharacters().isEmpty() ? new byte[0] : tokens.utf8();
        return tokens.looseCharacters().stream()
                .map(at -> {
                    int place = tokens.looseByte(at);
                    int token = tokens.tokenOfByte(place);
                    boolean apart = tokens.isLoose(token);
                    return new LooseByte(at, utf8[place], token, apart ? tokens.id(token) : -1);
                })
                .toList();
    }

    private void linkSteps(TextRange range) {
        linking = true;
        try {
            steps.hoveredCharactersProperty().set(stretch(range));
        } finally {
            linking = false;
        }
    }

    private static @Nullable Stretch stretch(TextRange range) {
        return range.isEmpty() ? null : new Stretch(range.start(), range.end());
    }

    private static ChatText chatText(RenderedChat rendered) {
        List<TextRange> added = new ArrayList<>();
        int at = 0;
        for (RenderedChat.ContentRange content : rendered.contents()) {
            if (content.start() > at) {
                added.add(new TextRange(at, content.start()));
            }
            at = content.end();
        }
        if (at < rendered.text().length()) {
            added.add(new TextRange(at, rendered.text().length()));
        }
        return new ChatText(rendered.text(), added);
    }

    /// Which panel is looked at where not all fit.
    ObjectProperty<Section> sectionProperty() {
        return section;
    }

    ChatInputViewModel chat() {
        return chat;
    }

    StepsViewModel steps() {
        return steps;
    }

    OwnBpeViewModel training() {
        return training;
    }

    LanguagesViewModel languages() {
        return languages;
    }
}
