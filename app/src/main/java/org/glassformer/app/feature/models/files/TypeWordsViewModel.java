package org.glassformer.app.feature.models.files;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.NamedPointsData;
import org.glassformer.app.ui.control.PlotAxis;
import org.jspecify.annotations.Nullable;

/// Types and their losses in sentences, points and tables.
final class TypeWordsViewModel {

    private static final double MEGABYTE = 1e6;

    private TypeWordsViewModel() {}

    /// What a type does to the model.
    ///
    /// @param same the model as it is
    static String about(TypeRowViewModel row, TypeRowViewModel same) {
        String size =
                switch (row.fit()) {
                    case SAME -> Messages.text("quantise.about.SAME", row.name(), row.size());
                    case LARGER ->
                            Messages.text(
                                    "quantise.about.LARGER",
                                    same.name(),
                                    row.name(),
                                    row.size(),
                                    same.size());
                    case NOTHING -> Messages.text("quantise.about.NOTHING", row.name(), block(row));
                    case SMALLER, PARTLY ->
                            Messages.text(
                                    "quantise.about.SMALLER",
                                    row.name(),
                                    row.size(),
                                    same.size(),
                                    Figures.percent((double) row.bytes() / same.bytes()));
                };
        List<String> all = new ArrayList<>(List.of(size));
        if (row.fit() == TypeRowViewModel.Fit.PARTLY) {
            all.add(Messages.text("quantise.about.PARTLY", block(row)));
        }
        MeasuredViewModel measured = row.measured();
        if (measured != null && row.fit() != TypeRowViewModel.Fit.SAME) {
            all.add(Messages.text("quantise.about.loss", row.kl(), row.same()));
            if (measured.widened()) {
                all.add(Messages.text("quantise.about.widened", row.name()));
            }
        }
        return String.join(" ", all);
    }

    private static int block(TypeRowViewModel row) {
        return row.type() == null ? 1 : row.type().blockSize();
    }

    /// The types that were measured, over their memory.
    static NamedPointsData points(List<TypeRowViewModel> rows, LossMeasure measure) {
        List<NamedPointsData.Point> points = new ArrayList<>();
        for (TypeRowViewModel row : rows) {
            MeasuredViewModel measured = row.measured();
            boolean drawn = row.fit() != TypeRowViewModel.Fit.SAME || measure != LossMeasure.KL;
            if (measured != null && drawn) {
                double value =
                        switch (measure) {
                            case KL -> measured.klBits();
                            case BITS_PER_BYTE -> measured.loss().changedBitsPerByte();
                        };
                String printed =
                        switch (measure) {
                            case KL -> row.kl();
                            case BITS_PER_BYTE -> row.bitsPerByte();
                        };
                points.add(
                        new NamedPointsData.Point(
                                row.name(),
                                row.bytes() / MEGABYTE,
                                value,
                                Messages.text("quantise.point", row.size(), printed)));
            }
        }
        return new NamedPointsData(
                PlotAxis.of(Messages.text("quantise.axis.memory")).fromZero(),
                PlotAxis.of(Messages.text("quantise.axis." + measure))
                        .logarithmic(measure == LossMeasure.KL),
                points);
    }

    /// Every type's figures.
    static NumbersTable numbers(Caption caption, List<TypeRowViewModel> rows) {
        return new NumbersTable(
                caption,
                rows.size(),
                List.of(
                        Column.text("type", i -> rows.get(i).name()),
                        Column.whole("size (bytes)", i -> rows.get(i).bytes()),
                        Column.float64("bits per weight", "", i -> rows.get(i).bitsPerWeight()),
                        figure("mean KL", "bits", rows, MeasuredViewModel::klBits),
                        figure("KL at 99 %", "nats", rows, each -> each.loss().kl99()),
                        figure("largest KL", "bits", rows, MeasuredViewModel::largestBits),
                        figure(
                                "largest KL at token",
                                "",
                                rows,
                                each -> each.loss().largestAt().token()),
                        Column.text("largest KL for", i -> worst(rows.get(i).measured())),
                        figure("bits per byte", "", rows, each -> each.loss().changedBitsPerByte()),
                        figure(
                                "bits per byte before",
                                "",
                                rows,
                                each -> each.loss().originalBitsPerByte()),
                        figure("same first", "", rows, each -> each.loss().sameFirst()),
                        figure("decode", "tokens/s", rows, MeasuredViewModel::tokensPerSecond)));
    }

    private static @Nullable String worst(@Nullable MeasuredViewModel measured) {
        return measured == null ? null : measured.worst();
    }

    private static Column figure(
            String name,
            String unit,
            List<TypeRowViewModel> rows,
            ToDoubleFunction<MeasuredViewModel> figure) {
        return Column.float64(
                name,
                unit,
                i -> {
                    MeasuredViewModel measured = rows.get(i).measured();
                    return measured == null ? Double.NaN : figure.applyAsDouble(measured);
                });
    }
}
