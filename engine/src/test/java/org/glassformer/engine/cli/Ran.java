package org.glassformer.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A command that ran, and what it wrote.
record Ran(int status, String out, String err) {
    static Ran glassformer(Object... args) {
        String[] words = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            words[i] = args[i].toString();
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.run(words, new PrintWriter(out), new PrintWriter(err));
        return new Ran(status, out.toString(), err.toString());
    }

    /// The JSON of a command that went well.
    JsonNode json() {
        assertThat(status).as(err).isZero();
        return JsonMapper.shared().readTree(out);
    }

    /// The one line that says why it failed.
    String why() {
        assertThat(status).isEqualTo(1);
        assertThat(out).isEmpty();
        assertThat(err.lines()).hasSize(1);
        return err.strip();
    }

    /// The complaint about wrong usage.
    String misuse() {
        assertThat(status).isEqualTo(2);
        assertThat(out).isEmpty();
        return err.strip();
    }
}
