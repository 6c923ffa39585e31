package org.glassformer.app.feature.tokens;

/// What the person gives to be cut into tokens.
enum InputKind {
    /// A text.
    TEXT,
    /// Messages between roles, put together by a template.
    CHAT,
    /// Ids, to be turned into text.
    IDS
}
