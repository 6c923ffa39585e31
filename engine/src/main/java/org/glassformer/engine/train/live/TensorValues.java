package org.glassformer.engine.train.live;

import org.glassformer.engine.tensor.Shape;

/// The numbers of a tensor at one step.
public final class TensorValues {
    private final int step;
    private final String name;
    private final TensorPart part;
    private final Shape shape;
    private final float[] values;

    TensorValues(int step, String name, TensorPart part, Shape shape, float[] values) {
        this.step = step;
        this.name = name;
        this.part = part;
        this.shape = shape;
        this.values = values;
    }

    /// Steps completed.
    public int step() {
        return step;
    }

    /// The short name, such as `blocks.0.wq`.
    public String name() {
        return name;
    }

    /// What of the tensor it is.
    public TensorPart part() {
        return part;
    }

    /// (rows, columns), or (size).
    public Shape shape() {
        return shape;
    }

    /// The values, row by row; not to be changed.
    public float[] values() {
        return values;
    }
}
