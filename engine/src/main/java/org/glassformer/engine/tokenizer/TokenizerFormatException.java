package org.glassformer.engine.tokenizer;

/// A tokenizer file that cannot be used; the message is one sentence that names the file, the place
/// in it and what was expected there.
public final class TokenizerFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final String where;

    /// A fault in `file` at `where` (a JSON path such as `/model/merges/3` or a line).
    public TokenizerFormatException(String file, String where, String problem) {
        super(file + ", " + where + ": " + problem);
        this.file = file;
        this.where = where;
    }

    /// The file's path.
    public String file() {
        return file;
    }

    /// The place in the file: a JSON path or a line.
    public String where() {
        return where;
    }
}
