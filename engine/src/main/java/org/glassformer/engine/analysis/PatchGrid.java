package org.glassformer.engine.analysis;

import java.util.Arrays;

/// What a residual of another prompt does to a token's logit, per layer (a row) and position (a column).
public final class PatchGrid {
    private final PatchSweep.Plan plan;
    private final int layers;
    private final float[]
            logits; // (layers, positions from first on), NaN where the other text has nothing
    private final double[] probabilities; // likewise
    private float baseLogit;
    private double baseProbability;

    PatchGrid(PatchSweep.Plan plan, int layers) {
        this.plan = plan;
        this.layers = layers;
        int cells = Math.multiplyExact(layers, plan.ids().length - plan.first());
        this.logits = new float[cells];
        this.probabilities = new double[cells];
        Arrays.fill(logits, Float.NaN);
        Arrays.fill(probabilities, Double.NaN);
    }

    void base(float[] all) {
        baseLogit = told(all);
        baseProbability = probability(all);
    }

    void set(int layer, int position, float[] all) {
        logits[cell(layer, position)] = told(all);
        probabilities[cell(layer, position)] = probability(all);
    }

    private float told(float[] all) {
        return plan.against() == PatchSweep.NONE
                ? all[plan.target()]
                : all[plan.target()] - all[plan.against()];
    }

    private double probability(float[] all) {
        return Math.exp(all[plan.target()] - DistributionChange.logSumExp(all));
    }

    /// What was swept.
    public PatchSweep.Plan plan() {
        return plan;
    }

    /// The number of layers.
    public int layers() {
        return layers;
    }

    /// The number of positions swept, from the plan's first to the last of the text.
    public int positions() {
        return plan.ids().length - plan.first();
    }

    /// The target's logit without a patch, less the other token's if the plan has one.
    public float baseLogit() {
        return baseLogit;
    }

    /// The target's probability without a patch.
    public double baseProbability() {
        return baseProbability;
    }

    /// The target's logit with the patch, less the other token's if the plan has one; not a number where the other text has nothing to patch with.
    ///
    /// @param position in the text, from the plan's first on
    public float logit(int layer, int position) {
        return logits[cell(layer, position)];
    }

    /// The target's probability with the patch; not a number where the other text has nothing to patch with.
    ///
    /// @param position in the text, from the plan's first on
    public double probability(int layer, int position) {
        return probabilities[cell(layer, position)];
    }

    private int cell(int layer, int position) {
        int column = position - plan.first();
        if (layer < 0 || layer >= layers || column < 0 || column >= positions()) {
            throw new IndexOutOfBoundsException("no cell " + layer + ", " + position);
        }
        return layer * positions() + column;
    }
}
