package org.glassformer.engine.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// The largest eigenvalues of a symmetric matrix and their vectors, by the Lanczos method with full
/// reorthogonalisation (Golub and Van Loan, section 10.1).
///
/// A map needs two or three of up to 4,096 eigenvectors. Some sixty products of the matrix with a
/// vector find them, where a full decomposition takes a multiple of n^3. It ends when every wanted
/// vector v with value l has |A v - l v| <= 1e-7 l_max, or the space is exhausted and the result
/// exact.
final class LeadingEigenvectors {
    private static final double ACCURACY = 1e-7;
    private static final int FIRST_LOOK = 24;
    private static final long SEED = 1;

    private final float[] matrix; // (n, n)
    private final int n;
    private final List<double[]> basis = new ArrayList<>();
    private final List<Double> diagonal = new ArrayList<>();
    private final List<Double> beside = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(SEED);

    private LeadingEigenvectors(float[] matrix, int n) {
        this.matrix = matrix;
        this.n = n;
    }

    /// An eigenvalue and its vector.
    ///
    /// @param value the eigenvalue
    /// @param vector its vector, of length 1
    @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
    record Pair(double value, double[] vector) {}

    /// The `count` largest eigenvalues, the largest first.
    ///
    /// @param matrix (n, n), symmetric
    /// @param count at most n
    static List<Pair> of(float[] matrix, int n, int count) {
        return new LeadingEigenvectors(matrix, n).find(count);
    }

    private List<Pair> find(int count) {
        double[] next = fresh();
        int look = Math.min(n, Math.max(FIRST_LOOK, 2 * count));
        while (true) {
            while (basis.size() < look) {
                next = step(next);
            }
            SymmetricEigen small = SymmetricEigen.of(tridiagonal());
            double reach = beside.getLast();
            boolean done = basis.size() == n;
            if (!done) {
                double worst = 0;
                for (int k = 0; k < count; k++) {
                    worst = Math.max(worst, reach * Math.abs(small.vector(k)[look - 1]));
                }
                done = worst <= ACCURACY * Math.abs(small.value(0));
            }
            if (done) {
                return pairs(small, count);
            }
            look = Math.min(n, look + look / 2);
        }
    }

    /// Adds `direction` to the basis and gives the next one.
    private double[] step(double[] direction) {
        basis.add(direction);
        double[] image = times(direction);
        diagonal.add(dot(image, direction));
        removeBasis(image);
        removeBasis(image);
        double length = Math.sqrt(dot(image, image));
        double scale = Math.abs(diagonal.getFirst()) + Math.abs(diagonal.getLast());
        if (length <= 1e-12 * scale || length == 0) {
            beside.add(0.0);
            return basis.size() == n ? image : fresh();
        }
        beside.add(length);
        scale(image, 1 / length);
        return image;
    }

    /// A random direction of length 1 at right angles to the basis.
    private double[] fresh() {
        double[] direction = new double[n];
        double length = 0;
        while (length < 1e-6) {
            for (int i = 0; i < n; i++) {
                direction[i] = random.nextGaussian();
            }
            scale(direction, 1 / Math.sqrt(dot(direction, direction)));
            removeBasis(direction);
            length = Math.sqrt(dot(direction, direction));
            scale(direction, 1 / Math.max(length, Double.MIN_NORMAL));
            removeBasis(direction);
        }
        scale(direction, 1 / Math.sqrt(dot(direction, direction)));
        return direction;
    }

    private List<Pair> pairs(SymmetricEigen small, int count) {
        List<Pair> pairs = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            double[] parts = small.vector(k);
            double[] vector = new double[n];
            for (int b = 0; b < parts.length; b++) {
                double[] direction = basis.get(b);
                for (int i = 0; i < n; i++) {
                    vector[i] += parts[b] * direction[i];
                }
            }
            pairs.add(new Pair(small.value(k), vector));
        }
        return pairs;
    }

    private double[][] tridiagonal() {
        int m = basis.size();
        double[][] small = new double[m][m];
        for (int i = 0; i < m; i++) {
            small[i][i] = diagonal.get(i);
            if (i + 1 < m) {
                small[i][i + 1] = beside.get(i);
                small[i + 1][i] = beside.get(i);
            }
        }
        return small;
    }

    private void removeBasis(double[] vector) {
        for (double[] direction : basis) {
            double part = dot(vector, direction);
            for (int i = 0; i < n; i++) {
                vector[i] -= part * direction[i];
            }
        }
    }

    private double[] times(double[] vector) {
        double[] image = new double[n];
        for (int row = 0; row < n; row++) {
            double sum = 0;
            int from = row * n;
            for (int i = 0; i < n; i++) {
                sum += matrix[from + i] * vector[i];
            }
            image[row] = sum;
        }
        return image;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void scale(double[] vector, double factor) {
        Arrays.setAll(vector, i -> vector[i] * factor);
    }
}
