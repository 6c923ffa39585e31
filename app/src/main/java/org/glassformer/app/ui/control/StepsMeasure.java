package org.glassformer.app.ui.control;

import java.util.Map;
import java.util.function.Function;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.StepsRow.Kind;

/// What a text needs on screen. Measuring hundreds of notes takes milliseconds, so that it is done once for a text.
final class StepsMeasure {

    private static final double LONGEST_NOTE = 13; // em

    private final StepsFonts fonts;
    private final MergeStepsData data;
    private final double names;
    private final double notes;
    private final double briefs;

    StepsMeasure(StepsFonts fonts, MergeStepsData data) {
        this.fonts = fonts;
        this.data = data;
        names = names();
        notes = notes(StepMerge::note);
        briefs = notes(StepMerge::brief);
    }

    /// The columns that fit a width.
    StepsColumns columns(double width, double scroll) {
        StepsColumns.Wish wish =
                new StepsColumns.Wish(
                        names,
                        width - 3,
                        notes,
                        briefs,
                        fonts.tightestColumn(),
                        fonts.narrowestColumn(),
                        fonts.widestColumn());
        return StepsColumns.fit(wish, data.size(), scroll);
    }

    /// The rows that fit a height.
    ///
    /// @param back how many steps the history is scrolled back
    StepsRows rows(StepsColumns placed, double height, int step, int back) {
        boolean oneLine = placed.column() >= fonts.widestColumn();
        boolean original = !data.rows().original().isEmpty();
        double gap = Math.rint(0.3 * fonts.em());
        Map<Kind, Double> wide = StepsRows.heights(fonts.em(), original, oneLine, false);
        boolean tight = height < StepsRows.all(wide) + gap;
        Map<Kind, Double> heights =
                tight ? StepsRows.heights(fonts.em(), original, oneLine, true) : wide;
        return new StepsRows(heights, height, step, data.merges().size(), back, gap);
    }

    private double names() {
        double widest =
                fonts.caption().width(Messages.text("mergesteps.merge", data.merges().size()));
        for (Kind kind : Kind.values()) {
            String name = MergeStepsDrawing.name(new StepsRow(kind, 0, 0, 0));
            boolean shown = kind != Kind.ORIGINAL || !data.rows().original().isEmpty();
            widest = shown ? Math.max(widest, fonts.caption().width(name)) : widest;
        }
        return Math.ceil(widest + 0.9 * fonts.em());
    }

    private double notes(Function<StepMerge, String> note) {
        double widest =
                data.merges().stream()
                        .mapToDouble(merge -> fonts.caption().width(note.apply(merge)))
                        .max()
                        .orElse(0);
        double em = fonts.em();
        return widest == 0 ? 0 : Math.ceil(Math.min(widest, LONGEST_NOTE * em) + 1.2 * em);
    }
}
