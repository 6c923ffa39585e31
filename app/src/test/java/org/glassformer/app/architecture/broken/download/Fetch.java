package org.glassformer.app.architecture.broken.download;

import javafx.beans.property.DoubleProperty;
import org.jspecify.annotations.Nullable;

/// A download that moves a bar on the screen by itself.
public final class Fetch {
    @Nullable DoubleProperty progress;
}
