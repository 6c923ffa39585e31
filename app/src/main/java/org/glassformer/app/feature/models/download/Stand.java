package org.glassformer.app.feature.models.download;

/// How far a model has come.
enum Stand {
    /// Nothing of it is here.
    ABSENT,
    /// A part of it is here, and can be gone on with.
    PARTIAL,
    /// It is being downloaded.
    BUSY,
    /// It can be opened.
    WHOLE
}
