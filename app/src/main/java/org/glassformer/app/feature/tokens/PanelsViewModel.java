package org.glassformer.app.feature.tokens;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.glassformer.app.feature.tokens.languages.LanguagesViewModel;
import org.glassformer.app.feature.tokens.steps.StepsViewModel;
import org.glassformer.app.feature.tokens.steps.Stretch;
import org.glassformer.app.session.TokenizerShelf;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.ui.control.TextRange;
import org.glassformer.engine.tokenizer.SpecialTokens;
import org.jspecify.annotations.Nullable;

/// The panels beside text and tokens, each linked with them.
final class PanelsViewModel {

    private final StepsViewModel steps;
    private final LanguagesViewModel languages;
    private final ObjectProperty<Section> section =
            new SimpleObjectProperty<>(this, "section", Section.TOKENS);
    private boolean linking;

    /// The panels of a screen.
    PanelsViewModel(
            TokenizerShelf shelf,
            TaskRunner runner,
            TokensViewModel screen) {
        PaneViewModel first = screen.first();
        LinksViewModel links = screen.links();
        ReadOnlyObjectWrapper<StepsViewModel.@Nullable Source> source =
                new ReadOnlyObjectWrapper<>(this, "source");
        first.tokensProperty()
                .subscribe(tokens ->
                        first.tokenizer()
                                .ifPresent(t ->
                                        source.set(
                                                new StepsViewModel.Source(
                                                        t,
                                                        tokens.text(),
                                                        first.parsed()
                                                                ? SpecialTokens.PARSED
                                                                : SpecialTokens.PLAIN))));
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
                                now == null
                                        ? TextRange.NONE
                                        : new TextRange(now.from(), now.to()));
                    }
                });
        languages = new LanguagesViewModel(shelf, runner, screen::show);
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

    /// The sections that there are.
    List<Section> sections() {
        return List.of(Section.TOKENS, Section.STEPS, Section.LANGUAGES);
    }

    /// Which panel is looked at where not all fit.
    ObjectProperty<Section> sectionProperty() {
        return section;
    }

    StepsViewModel steps() {
        return steps;
    }

    LanguagesViewModel languages() {
        return languages;
    }
}
