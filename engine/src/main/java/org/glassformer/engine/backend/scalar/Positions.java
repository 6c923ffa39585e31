package org.glassformer.engine.backend.scalar;

/// Rotary position embedding (Su et al. 2021).
final class Positions {
    private Positions() {}

    /// Turns each pair of channels by the angle of its position, so that the product of a query and a
    /// key depends on how far apart they are. With half = R / 2 and i < half:
    ///
    ///     x[i]        = x[i] cos - x[i + half] sin
    ///     x[i + half] = x[i + half] cos + x[i] sin
    ///
    /// @param x (N heads, HS), a row per head, changed
    /// @param cos (positions, half)
    /// @param sin (positions, half)
    /// @param positions N positions
    static void rope(Matrix x, Matrix cos, Matrix sin, int[] positions) {
        turn(x, cos, sin, positions, 1);
    }

    /// Turns the gradient back: the transpose of a rotation is the rotation by the negative angle,
    /// whose sine is the negative sine.
    ///
    /// @param dx (N heads, HS), a row per head, changed
    /// @param cos (positions, half)
    /// @param sin (positions, half)
    /// @param positions N positions
    static void ropeBackward(Matrix dx, Matrix cos, Matrix sin, int[] positions) {
        turn(dx, cos, sin, positions, -1);
    }

    private static void turn(Matrix x, Matrix cos, Matrix sin, int[] positions, int direction) {
        int half = cos.cols();
        int heads = positions.length == 0 ? 0 : x.rows() / positions.length;
        for (int n = 0; n < positions.length; n++) {
            int position = positions[n];
            for (int row = n * heads; row < (n + 1) * heads; row++) {
                for (int i = 0; i < half; i++) {
                    double cosine = cos.get(position, i);
                    double sine = direction * sin.get(position, i);
                    double first = x.get(row, i);
                    double second = x.get(row, i + half);
                    x.set(row, i, first * cosine - second * sine);
                    x.set(row, i + half, second * cosine + first * sine);
                }
            }
        }
    }
}
