package org.glassformer.engine.backend.vulkan;

/// Counts what passes between the CPU and the device since it was opened.
final class Traffic {
    private long commands;
    private long submissions;
    private long waits;
    private long bytesThere;
    private long bytesBack;

    /// The counts at one moment, or the difference of two.
    ///
    /// @param commands kernels, copies and fills
    /// @param submissions groups of commands that the device was given
    /// @param waits times that the CPU waited until the device had done everything
    /// @param bytesThere to the device
    /// @param bytesBack from the device
    record Counts(long commands, long submissions, long waits, long bytesThere, long bytesBack) {
        /// What came since `before`.
        Counts since(Counts before) {
            return new Counts(
                    commands - before.commands,
                    submissions - before.submissions,
                    waits - before.waits,
                    bytesThere - before.bytesThere,
                    bytesBack - before.bytesBack);
        }
    }

    void command() {
        commands++;
    }

    void submission() {
        submissions++;
    }

    void waited() {
        waits++;
    }

    void there(long bytes) {
        bytesThere += bytes;
    }

    void back(long bytes) {
        bytesBack += bytes;
    }

    /// The counts so far.
    Counts counts() {
        return new Counts(commands, submissions, waits, bytesThere, bytesBack);
    }
}
