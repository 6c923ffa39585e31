package org.glassformer.app.architecture.broken.feature.tokens;

import javafx.scene.control.Button;
import org.glassformer.app.architecture.broken.ui.control.EngineChart;
import org.glassformer.engine.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// A view model that holds a control; the engine type it may know.
final class TokensViewModel {
    @Nullable Button button;
    @Nullable EngineChart chart;
    @Nullable Shape shape;
}
