package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Letters are ten pixels wide, lines ten high: the sample of a curve and the gaps take 27, or 18.5 where it is close.
class LegendFitTest {
    private static final LegendFit.TextFit TEXTS =
            new LegendFit.TextFit() {
                @Override
                public double width(String text) {
                    return 10.0 * text.length();
                }

                @Override
                public String fit(String text, double limit) {
                    int most = (int) (limit / 10);
                    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
                }
            };

    private static List<String> lines(double width, int lines, boolean reading, String... names) {
        List<PlotLegend.Entry> entries =
                IntStream.range(0, names.length)
                        .mapToObj(i ->
                                new PlotLegend.Entry(
                                        i, names[i], "1.5", names[i].startsWith("uni")))
                        .toList();
        return LegendFit.of(entries, reading, new LegendFit.Room(width, width, lines, 10), TEXTS)
                .lines()
                .stream()
                .map(line -> line.stream().map(LegendFit.Label::text).toList().toString())
                .toList();
    }

    @Test
    void whereThereIsRoomValuesStandBehindNames() {
        assertThat(lines(300, 1, false, "loss", "unigram"))
                .containsExactly("[loss 1.5, unigram 1.5]");
        assertThat(lines(250, 2, false, "loss", "unigram"))
                .containsExactly("[loss 1.5, unigram 1.5]");
        assertThat(lines(200, 2, false, "loss", "unigram"))
                .containsExactly("[loss 1.5]", "[unigram 1.5]");
    }

    @Test
    void valuesGoFirstUnlessTheyAreReadOff() {
        assertThat(lines(170, 1, false, "loss", "unigram")).containsExactly("[loss, unigram]");
        assertThat(lines(150, 1, false, "loss", "unigram")).containsExactly("[loss, unigram]");
        assertThat(lines(230, 1, true, "loss", "unigram"))
                .containsExactly("[loss 1.5, unigram 1.5]");
    }

    @Test
    void whatNamesShareGoesBeforeTheLinesOfReference() {
        String[] names = {"this run", "sort 8 at 9:01", "sort 8 at 9:02", "unigram"};
        assertThat(lines(310, 1, false, names)).containsExactly("[this run, 9:01, 9:02, unigram]");
        assertThat(lines(220, 1, false, names)).containsExactly("[this run, 9:01, 9:02]");
    }

    @Test
    void aLegendIsNeverHigherThanItsRoom() {
        String[] names = {"a rather long name", "another long name", "and a third one", "uniform"};
        assertThat(lines(150, 1, false, names)).hasSize(1);
        assertThat(lines(60, 1, false, names)).hasSize(1);
        assertThat(lines(60, 2, false, names)).hasSize(2);
        assertThat(lines(200, 1, false, names).getFirst()).contains("…").doesNotContain("uniform");
    }
}
