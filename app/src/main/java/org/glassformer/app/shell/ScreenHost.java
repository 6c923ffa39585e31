package org.glassformer.app.shell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import org.glassformer.app.ui.control.PanelHost;
import org.glassformer.app.ui.control.TypesText;
import org.jspecify.annotations.Nullable;

/// Shows the chosen screen, and makes each screen when it is first chosen: the lab starts with one.
final class ScreenHost extends StackPane {

    private final List<Screen> screens;
    private final StringProperty chosen;

    private record Made(Screen.Content content, PanelHost panels) {}

    private final Map<String, Made> visited = new HashMap<>();
    private Made current;

    /// The screens of a window.
    ///
    /// @param screens at least one
    /// @param chosen id of the chosen one; the last screen stands for an id that there is not
    ScreenHost(List<Screen> screens, StringProperty chosen) {
        this.screens = List.copyOf(screens);
        this.chosen = chosen;
        setId("screen");
        setMinSize(0, 0);
        current = visit(find(chosen.get()).orElse(screens.getLast()));
        chosen.subscribe(this::show);
    }

    private Optional<Screen> find(@Nullable String id) {
        return screens.stream().filter(screen -> screen.id().equals(id)).findFirst();
    }

    private Made visit(Screen screen) {
        return visited.computeIfAbsent(
                screen.id(),
                id -> {
                    Screen.Content content = screen.maker().get();
                    return new Made(content, new PanelHost(content.view()));
                });
    }

    private void show(@Nullable String id) {
        Screen screen = find(id).orElse(screens.getLast());
        if (!screen.id().equals(id)) {
            chosen.set(screen.id());
            return;
        }
        Made before = current;
        current = visit(screen);
        if (getChildren().contains(current.panels())) {
            return;
        }
        boolean stayInText = isTypingElsewhere();
        if (getChildren().contains(before.panels())) {
            before.content().commands().hidden();
        }
        getChildren().setAll(current.panels());
        current.content().commands().shown();
        if (!stayInText) {
            requestFocus();
        }
    }

    /// Who types into the prompt goes on typing; else the keys of the new screen act at once.
    private boolean isTypingElsewhere() {
        Node owner = getScene() == null ? null : getScene().getFocusOwner();
        return TypesText.isTyping(owner) && !isWithin(owner);
    }

    private boolean isWithin(@Nullable Node owner) {
        for (Node node = owner; node != null; node = node.getParent()) {
            if (node.equals(this)) {
                return true;
            }
        }
        return false;
    }

    /// Takes the focus away from whatever has it on the screen.
    ///
    /// @return whether anything there had it
    boolean takeFocus() {
        boolean within = getScene() != null && isWithin(getScene().getFocusOwner());
        if (within) {
            requestFocus();
        }
        return within;
    }

    /// The chosen screen.
    Screen.Content content() {
        return current.content();
    }

    /// The panels of the chosen screen.
    PanelHost panels() {
        return current.panels();
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
