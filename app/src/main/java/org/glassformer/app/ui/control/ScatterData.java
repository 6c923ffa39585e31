package org.glassformer.app.ui.control;

import java.util.function.IntFunction;

/// Points in a plane, each with a name. Immutable.
public final class ScatterData {

    /// No points.
    public static final ScatterData EMPTY =
            new ScatterData(new float[0], new float[0], point -> "", "", "");

    private final float[] x;
    private final float[] y;
    private final IntFunction<String> name;
    private final String xTitle;
    private final String yTitle;
    private final double[] ends; // x low, x high, y low, y high

    /// Points.
    ///
    /// @param x places along, copied
    /// @param y places upwards, as many, copied
    /// @param name what a point is called, quick and always the same
    /// @param xTitle what lies along
    /// @param yTitle what lies upwards
    /// @throws IllegalArgumentException if there are more of one than of the other
    public ScatterData(
            float[] x, float[] y, IntFunction<String> name, String xTitle, String yTitle) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " places along, " + y.length + " up");
        }
        this.x = x.clone();
        this.y = y.clone();
        this.name = name;
        this.xTitle = xTitle;
        this.yTitle = yTitle;
        double[] wide = ends(this.x);
        double[] high = ends(this.y);
        this.ends = new double[] {wide[0], wide[1], high[0], high[1]};
    }

    private static double[] ends(float[] values) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (float value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return low <= high ? new double[] {low, high} : new double[] {-1, 1};
    }

    /// How many points there are.
    public int size() {
        return x.length;
    }

    /// A point's place along.
    public float x(int point) {
        return x[point];
    }

    /// A point's place upwards.
    public float y(int point) {
        return y[point];
    }

    /// What a point is called.
    public String name(int point) {
        return name.apply(point);
    }

    /// What lies along.
    public String xTitle() {
        return xTitle;
    }

    /// What lies upwards.
    public String yTitle() {
        return yTitle;
    }

    double lowX() {
        return ends[0];
    }

    double highX() {
        return ends[1];
    }

    double lowY() {
        return ends[2];
    }

    double highY() {
        return ends[3];
    }
}
