package org.glassformer.app.architecture.broken.ui.control;

import javafx.scene.layout.Region;
import org.glassformer.engine.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// A control that is fed with an engine type.
public final class EngineChart extends Region {
    /// What it should not know.
    public @Nullable Shape shape;
}
