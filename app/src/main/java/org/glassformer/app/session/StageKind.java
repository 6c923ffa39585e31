package org.glassformer.app.session;

import java.util.Arrays;
import org.glassformer.engine.sampling.Stage;
import org.glassformer.engine.sampling.Stage.Kind;

/// The kinds of stages that have a card in the sampler chain.
public enum StageKind {
    /// Divides every logit.
    TEMPERATURE(Kind.TEMPERATURE),
    /// Keeps the largest logits.
    TOP_K(Kind.TOP_K),
    /// Keeps the most likely tokens that hold a mass.
    TOP_P(Kind.TOP_P),
    /// Keeps what is not much less likely than the first.
    MIN_P(Kind.MIN_P),
    /// Keeps tokens as surprising as expected.
    TYPICAL(Kind.TYPICAL),
    /// Keeps logits within some deviations of the largest.
    TOP_N_SIGMA(Kind.TOP_N_SIGMA),
    /// Divides the logits of tokens in the text.
    REPETITION(Kind.REPETITION),
    /// Lowers a token for each time it occurred.
    FREQUENCY(Kind.FREQUENCY),
    /// Lowers every token that occurred.
    PRESENCE(Kind.PRESENCE),
    /// Removes the most likely tokens by chance.
    XTC(Kind.XTC),
    /// Lowers what would repeat a sequence.
    DRY(Kind.DRY),
    /// Adds to the logits of chosen tokens.
    LOGIT_BIAS(Kind.LOGIT_BIAS);

    private final Kind kind;

    StageKind(Kind kind) {
        this.kind = kind;
    }

    /// The name in traces.
    public String stageName() {
        return kind.stageName();
    }

    /// The kind of a stage.
    ///
    /// @throws IllegalArgumentException if it has no card
    public static StageKind of(Stage stage) {
        return Arrays.stream(values())
                .filter(each -> each.kind == stage.kind())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no card for " + stage.name()));
    }

    /// A stage of this kind that changes nothing.
    Stage neutral() {
        return kind.neutral();
    }
}
