package org.glassformer.app.feature.attention.pair;

import java.util.List;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Messages;

/// The numbers of a pair and of its head as tables.
final class PairTables {

    private PairTables() {}

    /// A row for each channel: query, key, their product, value and output.
    static NumbersTable channels(Caption caption, HeadFigures now, int at) {
        float[] products = now.products(at);
        return new NumbersTable(
                caption,
                now.headSize(),
                List.of(
                        Column.whole(column("channel"), row -> row),
                        Column.float32(column("q"), "", row -> now.q()[row]),
                        Column.float32(column("k"), "", row -> now.k()[at][row]),
                        Column.float32(column("product"), "", row -> products[row]),
                        Column.float32(column("v"), "", row -> now.v()[at][row]),
                        Column.float32(column("z"), "", row -> now.z()[row])));
    }

    /// A row for each key, with every stage.
    ///
    /// @param names the tokens, one for each key
    static NumbersTable keys(Caption caption, HeadFigures now, List<String> names) {
        return new NumbersTable(
                caption,
                now.keys(),
                List.of(
                        Column.whole(Messages.text("export.column.key"), row -> row),
                        Column.text(Messages.text("export.column.token"), names::get),
                        Column.float64(column("score"), "", row -> now.raw()[row]),
                        Column.float32(column("scaled"), "", row -> now.scaled()[row]),
                        Column.text(
                                column("mask"),
                                row -> Messages.text("pair.mask." + now.visible().get(row))),
                        Column.float32(
                                Messages.text("export.column.weight"),
                                "",
                                row -> now.weights()[row]),
                        Column.float64(column("valueNorm"), "", row -> now.valueNorms()[row]),
                        Column.float64(column("weighted"), "", row -> now.weighted(row))));
    }

    private static String column(String name) {
        return Messages.text("pair.column." + name);
    }
}
