package org.glassformer.app.session;

/// What the large attention picture shows.
public enum MapKind {

    /// The pattern of one head.
    HEAD,

    /// The mean of the patterns of several heads.
    AVERAGE,

    /// The attention of all layers up to the one looked at, multiplied through.
    ROLLOUT,

    /// Lines between the tokens, for one head or several.
    LINES
}
