package org.glassformer.app.feature.models;

/// The parts of the screen that take turns.
enum Section {
    /// What the model is and costs, and its card.
    OVERVIEW,
    /// The drawing of the model, and its weights.
    WEIGHTS,
    /// Which expert took which token.
    EXPERTS,
    /// What the model loses by smaller types of weights, and files of it.
    QUANTISE,
    /// The devices there are, and one text on two of them.
    DEVICES,
    /// Models to download.
    DOWNLOAD
}
