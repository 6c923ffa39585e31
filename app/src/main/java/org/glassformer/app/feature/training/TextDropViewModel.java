package org.glassformer.app.feature.training;

import java.nio.file.Path;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.FileTarget;

/// Takes text files that are dropped on the screen as texts to learn from.
final class TextDropViewModel implements FileTarget {

    private final TrainingViewModel screen;

    TextDropViewModel(TrainingViewModel screen) {
        this.screen = screen;
    }

    @Override
    public boolean accepts(Path path) {
        return OwnText.accepts(path);
    }

    /// Goes to the choice of a task, where the text stands, or why it cannot be taken.
    @Override
    public void open(Path path) {
        screen.choosingProperty().set(true);
        screen.setup().read(path);
    }

    @Override
    public String hint() {
        return Messages.text("drop.training");
    }
}
