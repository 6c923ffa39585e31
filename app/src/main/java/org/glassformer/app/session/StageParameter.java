package org.glassformer.app.session;

import java.util.Arrays;
import java.util.List;
import org.glassformer.engine.sampling.Cut.MinP;
import org.glassformer.engine.sampling.Cut.TieRule;
import org.glassformer.engine.sampling.Cut.TopK;
import org.glassformer.engine.sampling.Cut.TopNSigma;
import org.glassformer.engine.sampling.Cut.TopP;
import org.glassformer.engine.sampling.Cut.Typical;
import org.glassformer.engine.sampling.Cut.Xtc;
import org.glassformer.engine.sampling.Penalty;
import org.glassformer.engine.sampling.Stage;
import org.glassformer.engine.sampling.Stage.Temperature;

/// The numbers that sliders move, the main one of each stage first.
public enum StageParameter {
    /// T.
    TEMPERATURE(StageKind.TEMPERATURE),
    /// k.
    TOP_K(StageKind.TOP_K),
    /// p.
    TOP_P(StageKind.TOP_P),
    /// p.
    MIN_P(StageKind.MIN_P),
    /// The mass.
    TYPICAL(StageKind.TYPICAL),
    /// n.
    TOP_N_SIGMA(StageKind.TOP_N_SIGMA),
    /// The divisor.
    REPETITION(StageKind.REPETITION),
    /// How far it looks back.
    REPETITION_LAST(StageKind.REPETITION),
    /// For each time.
    FREQUENCY(StageKind.FREQUENCY),
    /// How far it looks back.
    FREQUENCY_LAST(StageKind.FREQUENCY),
    /// However often.
    PRESENCE(StageKind.PRESENCE),
    /// How far it looks back.
    PRESENCE_LAST(StageKind.PRESENCE),
    /// How often it acts.
    XTC(StageKind.XTC),
    /// What it removes.
    XTC_THRESHOLD(StageKind.XTC),
    /// The multiplier.
    DRY(StageKind.DRY),
    /// The base.
    DRY_BASE(StageKind.DRY),
    /// Repeats that are free.
    DRY_LENGTH(StageKind.DRY),
    /// How far it looks back.
    DRY_LAST(StageKind.DRY);

    private final StageKind kind;

    StageParameter(StageKind kind) {
        this.kind = kind;
    }

    /// The stage.
    public StageKind kind() {
        return kind;
    }

    /// Whether it is the first of its stage.
    public boolean isMain() {
        return of(kind).getFirst() == this;
    }

    /// Whether it says at how many of the last tokens the stage looks; [Stage#ALL] is all.
    public boolean isLast() {
        return switch (this) {
            case REPETITION_LAST, FREQUENCY_LAST, PRESENCE_LAST, DRY_LAST -> true;
            case TEMPERATURE,
                    TOP_K,
                    TOP_P,
                    MIN_P,
                    TYPICAL,
                    TOP_N_SIGMA,
                    REPETITION,
                    FREQUENCY,
                    PRESENCE,
                    XTC,
                    XTC_THRESHOLD,
                    DRY,
                    DRY_BASE,
                    DRY_LENGTH ->
                    false;
        };
    }

    /// Those of a kind of stage; none for a logit bias, which has one for each token.
    public static List<StageParameter> of(StageKind kind) {
        return Arrays.stream(values()).filter(each -> each.kind == kind).toList();
    }

    /// The one by which a token can be brought back.
    public static StageParameter dial(StageKind kind) {
        return kind == StageKind.XTC ? XTC_THRESHOLD : of(kind).getFirst();
    }

    /// Its value in a stage of its kind.
    public double value(Stage stage) {
        return switch (stage) {
            case Temperature s -> s.t();
            case TopK s -> s.k();
            case TopP s -> s.p();
            case MinP s -> s.p();
            case Typical s -> s.mass();
            case TopNSigma s -> s.n();
            case Penalty.Repetition s -> isMain() ? s.r() : s.lastN();
            case Penalty.Frequency s -> isMain() ? s.f() : s.lastN();
            case Penalty.Presence s -> isMain() ? s.q() : s.lastN();
            case Xtc s -> isMain() ? s.probability() : s.threshold();
            case Penalty.Dry s ->
                    isMain()
                            ? s.multiplier()
                            : this == DRY_BASE
                                    ? s.base()
                                    : this == DRY_LENGTH ? s.allowedLength() : s.lastN();
            case Stage.LogitBias s -> Double.NaN;
            case Stage.Grammar s -> Double.NaN;
        };
    }

    /// A stage of its kind with another value.
    public Stage with(Stage stage, double value) {
        int whole = (int) Math.rint(value);
        return switch (stage) {
            case Temperature s -> new Temperature(value);
            case TopK(int k, TieRule ties) -> new TopK(whole, ties);
            case TopP s -> new TopP(value);
            case MinP s -> new MinP(value);
            case Typical(double mass, TieRule ties) -> new Typical(value, ties);
            case TopNSigma s -> new TopNSigma(value);
            case Penalty.Repetition(double r, int n) ->
                    isMain() ? new Penalty.Repetition(value, n) : new Penalty.Repetition(r, whole);
            case Penalty.Frequency(double f, int n) ->
                    isMain() ? new Penalty.Frequency(value, n) : new Penalty.Frequency(f, whole);
            case Penalty.Presence(double q, int n) ->
                    isMain() ? new Penalty.Presence(value, n) : new Penalty.Presence(q, whole);
            case Xtc(double p, double t, int keep) ->
                    isMain() ? new Xtc(value, t, keep) : new Xtc(p, value, keep);
            case Penalty.Dry(double m, double b, int l, int n, List<List<Integer>> breakers) ->
                    new Penalty.Dry(
                            isMain() ? value : m,
                            this == DRY_BASE ? value : b,
                            this == DRY_LENGTH ? whole : l,
                            this == DRY_LAST ? whole : n,
                            breakers);
            case Stage.LogitBias s -> s;
            case Stage.Grammar s -> s;
        };
    }
}
