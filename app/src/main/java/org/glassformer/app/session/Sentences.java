package org.glassformer.app.session;

import org.glassformer.app.i18n.Messages;

/// Failures as sentences for people.
public final class Sentences {

    private Sentences() {}

    /// What a failure says; its kind when it says nothing.
    ///
    /// @param failure already logged
    public static String of(Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            return Messages.text("failure.memory");
        }
        String message = failure.getMessage();
        String text =
                message == null || message.isBlank()
                        ? failure.getClass().getSimpleName()
                        : message.strip();
        return text.endsWith(".") ? text : text + ".";
    }
}
