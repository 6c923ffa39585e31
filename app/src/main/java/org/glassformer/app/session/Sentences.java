package org.glassformer.app.session;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.glassformer.app.i18n.Messages;

/// Failures as sentences for people.
public final class Sentences {

    private static final Pattern NAME = Pattern.compile("\\S+[./_]\\w");

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
        return text.endsWith(".") || text.endsWith("?") ? text : text + ".";
    }

    /// What a failure says, where it stands alone: it begins with a capital, unless with the name of a file, a host or a
    /// repository.
    ///
    /// @param failure already logged
    public static String alone(Throwable failure) {
        String text = of(failure);
        if (NAME.matcher(text).lookingAt()) {
            return text;
        }
        int first = text.codePointAt(0);
        return Character.toString(Character.toTitleCase(first))
                + text.substring(Character.charCount(first));
    }

    /// What a failure says after the folder was named: the folder is not named again, and its files by name alone.
    ///
    /// @param folder that the failure is about
    /// @param failure already logged
    static String within(Path folder, Throwable failure) {
        String text = of(failure);
        for (String path : List.of(folder.toString(), folder.toAbsolutePath().toString())) {
            if (text.startsWith(path + ": ")) {
                return text.substring(path.length() + 2);
            }
            if (text.startsWith(path + " ")) {
                return text.substring(path.length() + 1);
            }
            if (text.startsWith(path + File.separator)) {
                return text.substring(path.length() + 1);
            }
        }
        return text;
    }
}
