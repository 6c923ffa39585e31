package org.glassformer.engine.chat;

/// A chat template that cannot be used on some messages, or at all; the message is one sentence for people.
public final class ChatTemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// A failure.
    ///
    /// @param sentence what went wrong
    public ChatTemplateException(String sentence) {
        super(sentence);
    }

    /// A failure with its cause.
    ///
    /// @param sentence what went wrong
    public ChatTemplateException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
