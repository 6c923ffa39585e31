package org.glassformer.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.task.NewestWins;
import org.glassformer.engine.format.GgufType;
import org.glassformer.engine.format.GgufWriter;
import org.glassformer.engine.tensor.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GgufOpeningTest {

    @TempDir Path folder;

    private final DirectTaskRunner runner = new DirectTaskRunner();
    private final EngineService engine = new EngineService();
    private final LabSession session = new LabSession();
    private final NewestWins text = runner.newestWins();
    private final PromptReader reader = new PromptReader(session, engine, text);
    private final ModelOpening opening = new ModelOpening(session, engine, runner);

    @BeforeEach
    void type() {
        assertThat(reader).isNotNull();
        session.promptProperty().set("ab");
    }

    @AfterEach
    void close() {
        engine.close();
        runner.close();
    }

    @Test
    void aFileOpensAsAModelOfItsOwn() throws IOException {
        Path file = folder.resolve("tiny.gguf");
        write(file);
        opening.open(file);
        assertThat(session.stateProperty().get()).isEqualTo(LabState.READY);
        ModelSummary model = Objects.requireNonNull(session.modelProperty().get());
        assertThat(model.name()).isEqualTo("tiny.gguf");
        assertThat(model.family()).isEqualTo("llama");
        assertThat(opening.recent()).containsExactly(file.toAbsolutePath());
        assertThat(session.tokensProperty().get())
                .hasSize(6); // start, three bytes of the space, a, b
    }

    @Test
    void aBrokenFileIsRefusedInASentence() throws IOException {
        Path file = folder.resolve("broken.gguf");
        Files.write(file, new byte[] {'G', 'G', 'U', 'F', 9, 0, 0, 0});
        opening.open(file);
        assertThat(session.stateProperty().get()).isEqualTo(LabState.FAILED);
        Notice notice = Objects.requireNonNull(session.noticeProperty().get());
        assertThat(notice.text()).contains("broken.gguf").contains("version 2 or 3");
    }

    /// One layer, four channels, bytes as tokens.
    private static void write(Path file) throws IOException {
        List<String> tokens = new ArrayList<>(List.of("<unk>", "<s>", "</s>"));
        int[] types = new int[259];
        for (int b = 0; b < 256; b++) {
            tokens.add("<0x%02X>".formatted(b));
            types[3 + b] = 6;
        }
        types[0] = 2;
        types[1] = 3;
        types[2] = 3;
        GgufWriter writer =
                new GgufWriter()
                        .text("general.architecture", "llama")
                        .whole("llama.block_count", 1)
                        .whole("llama.context_length", 32)
                        .whole("llama.embedding_length", 4)
                        .whole("llama.feed_forward_length", 4)
                        .whole("llama.attention.head_count", 1)
                        .text("tokenizer.ggml.model", "llama")
                        .texts("tokenizer.ggml.tokens", tokens)
                        .wholes("tokenizer.ggml.token_type", types)
                        .reals("tokenizer.ggml.scores", new float[259])
                        .whole("tokenizer.ggml.bos_token_id", 1);
        tensor(writer, "token_embd", Shape.of(259, 4));
        tensor(writer, "output_norm", Shape.of(4));
        tensor(writer, "blk.0.attn_norm", Shape.of(4));
        tensor(writer, "blk.0.ffn_norm", Shape.of(4));
        for (String name :
                List.of(
                        "attn_q",
                        "attn_k",
                        "attn_v",
                        "attn_output",
                        "ffn_gate",
                        "ffn_up",
                        "ffn_down")) {
            tensor(writer, "blk.0." + name, Shape.of(4, 4));
        }
        writer.write(file);
    }

    private static void tensor(GgufWriter writer, String name, Shape shape) {
        writer.tensor(
                name + ".weight",
                GgufType.F32,
                shape,
                () -> {
                    float[] values = new float[(int) shape.elements()];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = (float) Math.sin(i + name.length());
                    }
                    return values;
                });
    }
}
