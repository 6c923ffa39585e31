package org.glassformer.app.feature.tokens.chat;

/// A template that can be chosen.
///
/// @param label for people
/// @param ofModel whether the open model brings it
/// @param index its place among those of the model, or among the built-in ones
public record TemplateChoice(String label, boolean ofModel, int index) {}
