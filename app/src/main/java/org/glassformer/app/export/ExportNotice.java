package org.glassformer.app.export;

/// What became of an export, in one sentence.
///
/// @param failed whether it did not work
/// @param text the sentence
public record ExportNotice(boolean failed, String text) {}
