package org.glassformer.engine.analysis;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// All eigenvalues and eigenvectors of a small symmetric matrix, by Jacobi's rotations (Golub and Van
/// Loan, section 8.5): slow for large ones, as exact as double precision allows for small ones.
final class SymmetricEigen {
    private static final int SWEEPS = 60;
    private static final double TINY = 1e-30;

    private final double[] values;
    private final double[][] vectors;

    private SymmetricEigen(double[] values, double[][] vectors) {
        this.values = values;
        this.vectors = vectors;
    }

    /// Decomposes `matrix`, which it overwrites.
    static SymmetricEigen of(double[][] matrix) {
        int n = matrix.length;
        double[][] turned = new double[n][n]; // columns become the eigenvectors
        for (int i = 0; i < n; i++) {
            turned[i][i] = 1;
        }
        double all = squares(matrix, true);
        for (int sweep = 0; sweep < SWEEPS && squares(matrix, false) > TINY * all; sweep++) {
            for (int p = 0; p < n - 1; p++) {
                for (int q = p + 1; q < n; q++) {
                    rotate(matrix, turned, p, q);
                }
            }
        }
        int[] order =
                IntStream.range(0, n)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> -matrix[i][i]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        double[] values = new double[n];
        double[][] vectors = new double[n][n];
        for (int k = 0; k < n; k++) {
            values[k] = matrix[order[k]][order[k]];
            for (int i = 0; i < n; i++) {
                vectors[k][i] = turned[i][order[k]];
            }
        }
        return new SymmetricEigen(values, vectors);
    }

    /// The k-th largest eigenvalue.
    double value(int k) {
        return values[k];
    }

    /// The eigenvector of the k-th largest eigenvalue, of length 1.
    double[] vector(int k) {
        return Arrays.copyOf(vectors[k], vectors[k].length);
    }

    private static double squares(double[][] matrix, boolean diagonal) {
        double sum = 0;
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                sum += i == j && !diagonal ? 0 : matrix[i][j] * matrix[i][j];
            }
        }
        return sum;
    }

    /// Turns rows and columns p and q so that matrix[p][q] becomes 0.
    private static void rotate(double[][] matrix, double[][] turned, int p, int q) {
        double off = matrix[p][q];
        if (off == 0) {
            return;
        }
        double theta = (matrix[q][q] - matrix[p][p]) / (2 * off);
        double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double c = 1 / Math.sqrt(t * t + 1);
        double s = t * c;
        for (int i = 0; i < matrix.length; i++) {
            double a = matrix[i][p];
            double b = matrix[i][q];
            matrix[i][p] = c * a - s * b;
            matrix[i][q] = s * a + c * b;
        }
        for (int i = 0; i < matrix.length; i++) {
            double a = matrix[p][i];
            double b = matrix[q][i];
            matrix[p][i] = c * a - s * b;
            matrix[q][i] = s * a + c * b;
            double x = turned[i][p];
            double y = turned[i][q];
            turned[i][p] = c * x - s * y;
            turned[i][q] = s * x + c * y;
        }
    }
}
