package org.glassformer.app.shell;

import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;

import org.glassformer.app.ui.control.TypesText;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Shows the chosen screen, and makes each screen when it is first chosen: the lab starts with one.
final class ScreenHost extends StackPane {

    private final List<Screen> screens;
    private final StringProperty chosen;
    private final Map<String, Screen.Content> made = new HashMap<>();
    private Screen.Content content;

    /// The screens of a window.
    ///
    /// @param screens at least one
    /// @param chosen id of the chosen one; the last screen stands for an id that there is not
    ScreenHost(List<Screen> screens, StringProperty chosen) {
        this.screens = List.copyOf(screens);
        this.chosen = chosen;
        setId("screen");
        setMinSize(0, 0);
        content = contentOf(find(chosen.get()).orElse(screens.getLast()));
        chosen.subscribe(this::show);
    }

    private Optional<Screen> find(@Nullable String id) {
        return screens.stream().filter(screen -> screen.id().equals(id)).findFirst();
    }

    private Screen.Content contentOf(Screen screen) {
        return made.computeIfAbsent(screen.id(), id -> screen.maker().get());
    }

    private void show(@Nullable String id) {
        Screen screen = find(id).orElse(screens.getLast());
        if (!screen.id().equals(id)) {
            chosen.set(screen.id());
            return;
        }
        Screen.Content before = content;
        content = contentOf(screen);
        if (getChildren().contains(content.view())) {
            return;
        }
        boolean stayInText = isTypingElsewhere();
        if (getChildren().contains(before.view())) {
            before.commands().hidden();
        }
        getChildren().setAll(content.view());
        content.commands().shown();
        if (!stayInText) {
            requestFocus();
        }
    }

    /// Who types into the prompt goes on typing; else the keys of the new screen act at once.
    private boolean isTypingElsewhere() {
        Node owner = getScene() == null ? null : getScene().getFocusOwner();
        for (Node node = owner; node != null; node = node.getParent()) {
            if (node.equals(this)) {
                return false;
            }
        }
        return TypesText.isTyping(owner);
    }

    /// The chosen screen.
    Screen.Content content() {
        return content;
    }

    /// Chooses a screen by its place in the rail.
    ///
    /// @param index from 0
    /// @return whether there is one
    boolean choose(int index) {
        if (index < 0 || index >= screens.size()) {
            return false;
        }
        chosen.set(screens.get(index).id());
        return true;
    }
}
