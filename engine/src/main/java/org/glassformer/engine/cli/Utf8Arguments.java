package org.glassformer.engine.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// The arguments as they were typed, in UTF-8.
///
/// The Java launcher decodes them with the character set of the locale. In the locale "C", usual in
/// scripts and containers, every character that is not ASCII is lost on the way; Linux still has the
/// bytes.
final class Utf8Arguments {
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private Utf8Arguments() {}

    /// The arguments, read again from the system where decoding lost something.
    static String[] of(String[] args) {
        boolean lossy = Arrays.stream(args).anyMatch(arg -> arg.indexOf('\uFFFD') >= 0);
        if (!lossy || !Files.isReadable(COMMAND_LINE)) {
            return args;
        }
        try {
            return last(Files.readAllBytes(COMMAND_LINE), args);
        } catch (IOException e) {
            return args; // as good as the launcher could make them
        }
    }

    /// The last of the zero-terminated words, as many as `args` has; `args` if there are fewer.
    static String[] last(byte[] commandLine, String[] args) {
        String[] words = new String(commandLine, StandardCharsets.UTF_8).split("\0", -1);
        int count = words.length - 1; // each word ends with a zero byte
        return count < args.length ? args : Arrays.copyOfRange(words, count - args.length, count);
    }
}
