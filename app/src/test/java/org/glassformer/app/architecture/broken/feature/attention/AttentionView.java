package org.glassformer.app.architecture.broken.feature.attention;

import javafx.scene.control.Label;

/// A view that shows a number on a label, as it may.
public final class AttentionView {
    private final Label label = new Label();

    /// Shows it.
    public void show(int value) {
        label.setText(Integer.toString(value));
    }
}
