package org.glassformer.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.model.Transformer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainingRunTest {
    private static final int STEPS = 12;

    @TempDir Path place;

    @BeforeEach
    void writeText() throws IOException {
        Files.writeString(place.resolve("text.txt"), "the cat sat on the mat. ".repeat(30));
        Files.writeString(
                place.resolve("held.txt"),
                "the mat sat.<|endoftext|>on the cat the cat sat on it.");
        Files.writeString(place.resolve("tokenizer.json"), "{}");
    }

    @Test
    void aResumedRunEqualsAnUninterruptedOneBitByBit() {
        Snapshot whole = train("whole", STEPS);
        train("parts", 5);
        train("parts", 9);
        Snapshot resumed = train("parts", STEPS);
        TrainingStepTest.assertSame(resumed, whole);
        List<LogEntry> expected = TrainingLog.read(place.resolve("whole/log.jsonl"));
        List<LogEntry> actual = TrainingLog.read(place.resolve("parts/log.jsonl"));
        assertThat(actual).hasSameSizeAs(expected);
        assertThat(actual.getLast().step()).isEqualTo(STEPS);
        assertThat(actual.getLast().trainLoss()).isEqualTo(expected.getLast().trainLoss());
        assertThat(actual.getLast().evaluation()).isEqualTo(expected.getLast().evaluation());
    }

    @Test
    void onlyTheLatestCheckpointsAreKept() throws IOException {
        train("run", STEPS);
        try (Stream<Path> files = Files.list(place.resolve("run"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "step-00000009", "step-00000012", "best", "log.jsonl");
        }
    }

    @Test
    void theFinishedModelOpensAndIsTheBest() {
        train("run", STEPS);
        Path model = place.resolve("run-model");
        assertThat(model.resolve("tokenizer.json")).exists();
        try (Backend backend = Backends.open("scalar", 1);
                Transformer exported = Transformer.load(model, backend, progress -> {});
                Transformer best =
                        Transformer.load(place.resolve("run/best"), backend, progress -> {})) {
            assertThat(exported.config()).isEqualTo(best.config());
            assertThat(exported.config().bosToken()).isZero();
            assertThat(backend.read(exported.parameter("wte").value()))
                    .containsExactly(backend.read(best.parameter("wte").value()));
        }
    }

    @Test
    void theLogFallsAndSaysWhatItShould() {
        train("run", STEPS);
        List<LogEntry> log = TrainingLog.read(place.resolve("run/log.jsonl"));
        assertThat(log).hasSize(STEPS / 2);
        LogEntry last = log.getLast();
        assertThat(last.trainLoss()).isLessThan(log.getFirst().trainLoss());
        assertThat(last.tokens()).isEqualTo(STEPS * 2L * 2 * 16);
        assertThat(last.learningRate()).isEqualTo(0.002);
        assertThat(last.gradientNorm()).isPositive();
        assertThat(last.tokensPerSecond()).isPositive();
        Evaluation evaluation = last.evaluation();
        assertThat(evaluation).isNotNull();
        if (evaluation != null) {
            assertThat(evaluation.tokens()).isEqualTo(41);
            assertThat(evaluation.bytes()).isEqualTo(41);
            assertThat(evaluation.bitsPerByte()).isEqualTo(evaluation.natsPerToken() / Math.log(2));
        }
    }

    @Test
    void aCheckpointOfAnotherModelIsRefused() {
        train("run", 5);
        assertThatThrownBy(() -> run(config("run", 6), STEPS))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("another shape");
    }

    private Snapshot train(String name, int until) {
        return run(config(name, 8), until);
    }

    private Snapshot run(TrainConfig config, int until) {
        List<TrainingRun> running = new ArrayList<>();
        TrainerListener stopper =
                new TrainerListener() {
                    @Override
                    public void stepped(TrainingStep step) {
                        if (step.stepsDone() == until) {
                            running.getFirst().stop();
                        }
                    }
                };
        TrainingTokens tokens =
                new TrainingTokens(
                        text -> text.chars().map(c -> 1 + Math.floorMod(c - 32, 31)).toArray(),
                        32,
                        0,
                        place.resolve("tokenizer.json"));
        try (TrainingRun run = TrainingRun.open(config, tokens, stopper)) {
            running.add(run);
            assertThat(run.train()).isEqualTo(until == STEPS);
            return run.step().snapshot();
        }
    }

    private TrainConfig config(String name, int nEmbd) {
        String json =
                """
                {"model": {"nLayer": 1, "nHead": 2, "nEmbd": %d, "blockSize": 16},
                 "tokenizer": "TOK", "data": [{"file": "PLACE/text.txt"}, {"stories": 3, "weight": 0.5}],
                 "heldOut": ["PLACE/held.txt"], "batch": 2, "accumulation": 2, "steps": 12,
                 "optimiser": {"learningRate": 0.02, "minLearningRate": 0.002, "warmupSteps": 2},
                 "dropout": 0.1, "seed": 4, "logEvery": 2, "evalEvery": 6, "checkpointEvery": 3,
                 "folder": "PLACE/NAME", "output": "PLACE/NAME-model", "device": "scalar"}
                """
                        .formatted(nEmbd)
                        .replace("PLACE", place.toString().replace('\\', '/'))
                        .replace("NAME", name);
        Path file = place.resolve(name + ".json");
        try {
            Files.writeString(file, json);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return TrainConfig.read(file);
    }
}
