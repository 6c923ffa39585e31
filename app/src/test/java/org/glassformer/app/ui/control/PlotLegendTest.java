package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlotLegendTest {

    @Test
    void aPlaceReadOffSaysWhatStandsThere() {
        PlotAxis axis = PlotAxis.of("position").ofCounts().named(List.of("Once", "·upon"));
        assertThat(PlotLegend.place(axis, 1)).isEqualTo("position 1 ·upon");
        assertThat(PlotLegend.place(axis, 2)).isEqualTo("position 2");
    }

    @Test
    void aPlaceOfAnAxisWithoutNamesIsItsNumber() {
        assertThat(PlotLegend.place(PlotAxis.of("step").ofCounts(), 1200)).isEqualTo("step 1,200");
    }
}
