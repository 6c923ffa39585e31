package org.glassformer.engine.train.task;

/// A question and its one right answer.
///
/// @param prompt what is given, such as `7391>`
/// @param answer what is to follow, such as `1379`; then the text ends
public record Example(String prompt, String answer) {}
