package org.glassformer.engine.chat.jinja;

/// A template that cannot be read or rendered; the message says in one sentence why.
public final class JinjaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final boolean raised;

    private JinjaException(String problem, int line, boolean raised) {
        super(problem);
        this.line = line;
        this.raised = raised;
    }

    /// A fault in a line of the template.
    static JinjaException at(int line, String problem) {
        return new JinjaException(problem, line, false);
    }

    /// A fault whose line is not known where it is found.
    static JinjaException of(String problem) {
        return new JinjaException(problem, 0, false);
    }

    /// What the template itself says with `raise_exception`.
    static JinjaException raised(String message) {
        return new JinjaException(message, 0, true);
    }

    /// The same fault with a line, if it had none.
    JinjaException in(int where) {
        if (line > 0) {
            return this;
        }
        JinjaException located = new JinjaException(String.valueOf(getMessage()), where, raised);
        located.initCause(this);
        return located;
    }

    /// The line of the template, from 1; 0 if not known.
    public int line() {
        return line;
    }

    /// Whether the message is the template's own, given to `raise_exception`.
    public boolean isRaised() {
        return raised;
    }
}
