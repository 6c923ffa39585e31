package org.glassformer.engine.architecture.broken.model;

/// A model that counts in a static field, opens windows, parses options and prints.
public final class Forgetful {
    static final String NAME = "forgetful";
    static int count;

    private Forgetful() {}

    static void show(java.awt.Point where, picocli.CommandLine options) {
        System.out.println(NAME + where + options + count);
    }
}
