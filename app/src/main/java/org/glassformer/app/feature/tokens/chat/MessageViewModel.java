package org.glassformer.app.feature.tokens.chat;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// A message that is being written.
public final class MessageViewModel {

    private final StringProperty role;
    private final StringProperty content;

    MessageViewModel(String role, String content) {
        this.role = new SimpleStringProperty(this, "role", role);
        this.content = new SimpleStringProperty(this, "content", content);
    }

    /// Who says it.
    public StringProperty roleProperty() {
        return role;
    }

    /// What is said.
    public StringProperty contentProperty() {
        return content;
    }
}
