package org.glassformer.app.feature.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.glassformer.app.session.TokenizerChoice;
import org.glassformer.engine.tokenizer.SpecialTokens;
import org.glassformer.engine.tokenizer.Tokenizer;
import org.glassformer.engine.tokenizer.Tokenizers;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs the programs that the screen lets one copy.
class CodeSnippetsTest {

    private static final String TEXT =
            "Say \"hi\" \\ \\u0041\tand\r\n\u0000 \u00a0 \u202e नमस्ते မင်္ဂလာပါ \uD83D\uDC69\u200D\uD83D\uDE80 {x}; 13";

    @TempDir private Path folder;

    private static CodeSnippets snippets(TokenizerChoice.Kind kind, String key, int[] ids) {
        TokenizerChoice choice = new TokenizerChoice(key, key, kind, 0);
        return new CodeSnippets(new CodeSnippets.Wanted(choice, "", false, true), TEXT, ids);
    }

    private static CodeSnippets openAi(String name) {
        Tokenizer tokenizer = Tokenizers.openAi(name);
        int[] ids = tokenizer.encode(TEXT, SpecialTokens.PLAIN).ids();
        return snippets(TokenizerChoice.Kind.OPENAI, name, ids);
    }

    private static int[] bytes() {
        byte[] utf8 = TEXT.getBytes(StandardCharsets.UTF_8);
        int[] ids = new int[utf8.length];
        Arrays.setAll(ids, i -> utf8[i] & 0xFF);
        return ids;
    }

    private static String printed(int[] ids) {
        return ids.length + " " + Arrays.toString(ids);
    }

    /// Compiles a program and runs it here, with the libraries of the tests.
    private String run(String program) throws Exception {
        Path source = folder.resolve("Tokens.java");
        Files.writeString(source, program);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int failed =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                said,
                                said,
                                "-proc:none",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-d",
                                folder.toString(),
                                source.toString());
        assertThat(failed).as(said.toString(StandardCharsets.UTF_8)).isZero();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream usual = System.out;
        URL[] urls = {folder.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls);
                PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            System.setOut(stream);
            String[] none = {};
            loader.loadClass("Tokens")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) none);
        } finally {
            System.setOut(usual);
        }
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cl100k_base", "o200k_base", "p50k_base", "r50k_base"})
    void theJavaProgramPrintsTheIdsOfTheScreen(String name) throws Exception {
        int[] ids = Tokenizers.openAi(name).encode(TEXT, SpecialTokens.PLAIN).ids();
        assertThat(run(openAi(name).java())).isEqualTo(printed(ids));
    }

    @Test
    void theJavaProgramsForBytesAndCharactersPrintTheIdsOfTheScreen() throws Exception {
        int[] points = TEXT.codePoints().toArray();
        assertThat(run(snippets(TokenizerChoice.Kind.PLAIN, "bytes", bytes()).java()))
                .isEqualTo(printed(bytes()));
        assertThat(run(snippets(TokenizerChoice.Kind.PLAIN, "characters", points).java()))
                .isEqualTo(printed(points));
    }

    @Test
    void thePythonProgramsCompileAndThoseWithoutLibrariesRun() throws Exception {
        Assumptions.assumeTrue(python("-c", "print('x')").equals("x"), "there is no python3");
        int[] points = TEXT.codePoints().toArray();
        assertThat(runPython(snippets(TokenizerChoice.Kind.PLAIN, "bytes", bytes()).python()))
                .isEqualTo(printed(bytes()));
        assertThat(runPython(snippets(TokenizerChoice.Kind.PLAIN, "characters", points).python()))
                .isEqualTo(printed(points));
        Path file = folder.resolve("tokens.py");
        Files.writeString(file, openAi("cl100k_base").python());
        assertThat(python("-m", "py_compile", file.toString())).isEmpty();
    }

    private String runPython(String program) throws Exception {
        Path file = folder.resolve("plain.py");
        Files.writeString(file, program);
        return python(file.toString());
    }

    /// What python3 prints, errors included; empty where there is none.
    private static String python(String... arguments) throws InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = "python3";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            byte[] said = process.getInputStream().readAllBytes();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            return new String(said, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
