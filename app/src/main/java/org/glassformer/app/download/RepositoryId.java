package org.glassformer.app.download;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.glassformer.app.i18n.Messages;

/// Names a repository of a hub: `owner/name`, each of letters, digits, hyphens, underscores and points.
///
/// @param owner a person or an organisation
/// @param name of the model
public record RepositoryId(String owner, String name) {
    private static final String WORD = "[A-Za-z0-9](?:[A-Za-z0-9._-]{0,94}[A-Za-z0-9_])?";
    private static final Pattern PART = Pattern.compile(WORD);
    private static final Pattern TYPED =
            Pattern.compile(
                    "(?:https?://[^/?#]+/)?(" + WORD + ")/(" + WORD + ")(?:/(?:tree|blob)/.*)?/?");

    /// Names a repository.
    ///
    /// @throws DownloadException with a sentence if a hub has no such names
    public RepositoryId {
        if (!isPart(owner)
                || !isPart(name)
                || name.toLowerCase(Locale.ROOT).endsWith(ModelsFolder.PARTIAL)) {
            throw new DownloadException(
                    Messages.text("download.fail.id", shortened(owner + "/" + name)));
        }
    }

    private static boolean isPart(String text) {
        return PART.matcher(text).matches() && !text.contains("..") && !text.contains("--");
    }

    /// Reads what a person typed: `owner/name`, or the address of a model's page.
    ///
    /// @throws DownloadException with a sentence if it is neither
    public static RepositoryId of(String typed) {
        String text = typed.strip();
        Matcher matcher = TYPED.matcher(text);
        if (!matcher.matches()) {
            throw new DownloadException(Messages.text("download.fail.id", shortened(text)));
        }
        return new RepositoryId(matcher.group(1), matcher.group(2));
    }

    private static String shortened(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    /// As the hub writes it.
    @Override
    public String toString() {
        return owner + "/" + name;
    }
}
