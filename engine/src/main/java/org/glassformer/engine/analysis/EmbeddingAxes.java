package org.glassformer.engine.analysis;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ojalgo.matrix.decomposition.Eigenvalue;
import org.ojalgo.matrix.store.R064Store;

/// The principal axes of token embeddings (Pearson 1901): the eigenvectors of their covariance with
/// the largest eigenvalues, by ojAlgo; decision 15 has the figures.
///
/// Axes are turned so that their largest channel is positive: a model gives the same axes every time.
public final class EmbeddingAxes {
    private final double[] mean; // (C)
    private final double[][] vectors; // (count, C)
    private final double[] variances;
    private final double whole;

    private EmbeddingAxes(double[] mean, double[][] vectors, double[] variances, double whole) {
        this.mean = mean;
        this.vectors = vectors;
        this.variances = variances;
        this.whole = whole;
    }

    static EmbeddingAxes of(EmbeddingSpread spread, int count) {
        int c = spread.channels();
        if (count < 1 || count > Math.min(3, c)) {
            throw new IllegalArgumentException("a map has two or three dimensions");
        }
        R064Store matrix = R064Store.FACTORY.make(c, c);
        double whole = 0;
        for (int i = 0; i < c; i++) {
            whole += spread.covariance(i, i);
            for (int j = 0; j < c; j++) {
                double both = (double) spread.covariance(i, j) + spread.covariance(j, i);
                matrix.set(i, j, both / 2);
            }
        }
        Eigenvalue<Double> eigen = Eigenvalue.R064.make(matrix, true);
        if (!eigen.decompose(matrix)) {
            throw new ArithmeticException("the covariance of the embeddings has no eigenvectors");
        }
        double[] values = new double[c];
        eigen.getEigenvalues(values, Optional.empty());
        int[] order =
                IntStream.range(0, c)
                        .boxed()
                        .sorted(Comparator.comparingDouble(k -> -values[k]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        double[][] vectors = new double[count][c];
        double[] variances = new double[count];
        for (int axis = 0; axis < count; axis++) {
            variances[axis] = Math.max(0, values[order[axis]]);
            for (int i = 0; i < c; i++) {
                vectors[axis][i] = eigen.getV().doubleValue(i, order[axis]);
            }
            face(vectors[axis]);
        }
        double[] mean = IntStream.range(0, c).mapToDouble(spread::mean).toArray();
        return new EmbeddingAxes(mean, vectors, variances, whole);
    }

    /// The number of axes.
    public int count() {
        return vectors.length;
    }

    /// The part of the embeddings' variance that an axis shows, 0 to 1.
    public double share(int axis) {
        return whole > 0 ? variances[axis] / whole : 0;
    }

    /// The variance along an axis.
    double variance(int axis) {
        return variances[axis];
    }

    /// The direction of an axis, of length 1; a copy.
    double[] direction(int axis) {
        return Arrays.copyOf(vectors[axis], vectors[axis].length);
    }

    /// Where an embedding lies along an axis; 0 is the mean.
    ///
    /// @param rows embeddings, (?, C)
    /// @param row which of them
    double along(int axis, float[] rows, int row) {
        double[] vector = vectors[axis];
        int from = row * mean.length;
        double sum = 0;
        for (int i = 0; i < mean.length; i++) {
            sum += (rows[from + i] - mean[i]) * vector[i];
        }
        return sum;
    }

    private static void face(double[] axis) {
        double largest = 0;
        for (double value : axis) {
            largest = Math.abs(value) > Math.abs(largest) ? value : largest;
        }
        if (largest < 0) {
            Arrays.setAll(axis, i -> -axis[i]);
        }
    }
}
