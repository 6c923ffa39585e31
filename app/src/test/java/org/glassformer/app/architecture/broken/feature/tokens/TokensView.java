package org.glassformer.app.architecture.broken.feature.tokens;

import javafx.application.Platform;
import org.glassformer.app.architecture.broken.feature.attention.AttentionView;
import org.glassformer.engine.tensor.Shape;

/// A view that knows the engine and another screen, and goes to the JavaFX thread by itself.
public final class TokensView {
    private TokensView() {}

    static void show(Shape shape, AttentionView other) {
        Platform.runLater(() -> other.show(shape.rank()));
    }
}
