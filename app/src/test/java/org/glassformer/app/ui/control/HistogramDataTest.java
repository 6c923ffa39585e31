package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HistogramDataTest {

    private static long sum(HistogramData data) {
        long sum = data.below() + data.above();
        for (int i = 0; i < data.size(); i++) {
            sum += data.count(i);
        }
        return sum;
    }

    @Test
    void everyNumberIsCountedOnceAndZeroIsAnEdge() {
        float[] values = new float[10_001];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i - 3000) * 1e-4f;
        }
        HistogramData data = HistogramData.of(values, -0.3, 0.7);
        assertThat(sum(data)).isEqualTo(values.length);
        assertThat(data.below() + data.above()).isZero();
        assertThat(data.size()).isBetween(28, 72);
        boolean zero = false;
        for (int i = 0; i <= data.size(); i++) {
            zero |= data.edge(i) == 0;
        }
        assertThat(zero).isTrue();
    }

    @Test
    void numbersBeyondTheRangesAreCountedApart() {
        HistogramData data = HistogramData.of(new float[] {-9, -1, 0, 1, 8, 9}, -2, 2);
        assertThat(data.below()).isEqualTo(1);
        assertThat(data.above()).isEqualTo(2);
        assertThat(data.total()).isEqualTo(6);
    }

    @Test
    void numbersThatAreAllTheSameHaveOneRange() {
        HistogramData data = HistogramData.of(new float[] {0.5f, 0.5f, Float.NaN}, 0.5, 0.5);
        assertThat(data.most()).isEqualTo(2);
        assertThat(sum(data)).isEqualTo(2);
        assertThat(HistogramData.of(new float[64], 0, 0).most()).isEqualTo(64);
        assertThat(HistogramData.of(new float[0], 0, 0).isEmpty()).isTrue();
    }
}
