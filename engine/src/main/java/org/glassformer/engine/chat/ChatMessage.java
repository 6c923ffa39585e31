package org.glassformer.engine.chat;

/// A message of a chat.
///
/// @param role `system`, `user`, `assistant`, `tool`, or whatever a template knows
/// @param content what was said
public record ChatMessage(String role, String content) {}
