package org.glassformer.app.feature.tokens;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.glassformer.app.feature.tokens.languages.LanguagesViewModel;
import org.glassformer.app.session.TokenizerShelf;
import org.glassformer.app.task.TaskRunner;

import java.util.List;

/// The panels beside text and tokens, each linked with them.
final class PanelsViewModel {

    private final LanguagesViewModel languages;
    private final ObjectProperty<Section> section =
            new SimpleObjectProperty<>(this, "section", Section.TOKENS);

    /// The panels of a screen.
    PanelsViewModel(TokenizerShelf shelf, TaskRunner runner, TokensViewModel screen) {
        languages = new LanguagesViewModel(shelf, runner, screen::show);
    }

    /// The sections that there are.
    List<Section> sections() {
        return List.of(Section.TOKENS, Section.LANGUAGES);
    }

    /// Which panel is looked at where not all fit.
    ObjectProperty<Section> sectionProperty() {
        return section;
    }

    LanguagesViewModel languages() {
        return languages;
    }
}
