package org.glassformer.app.feature.attention.pair;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.VectorStripData;

/// Says in one line, with real numbers, what each stage does with one pair.
final class StageWords {

    private static final int PRODUCTS = 3;
    private static final double PLAIN_EXPONENT = 9;

    private final HeadFigures figures;
    private final int key;
    private final List<String> labels;

    /// The words for one pair.
    ///
    /// @param labels the tokens, one for each key
    StageWords(HeadFigures figures, int key, List<String> labels) {
        this.figures = figures;
        this.key = key;
        this.labels = labels;
    }

    /// The formula of a stage.
    String formula(Stage stage) {
        String root = Messages.text("pair.root", Integer.toString(figures.headSize()));
        return switch (stage) {
            case QUERY ->
                    Messages.text(
                            "pair.formula.QUERY",
                            figures.headSize(),
                            labels.get(figures.query()),
                            two(HeadFigures.length(figures.q())));
            case KEY ->
                    Messages.text("pair.formula.KEY", largestProducts(), two(figures.raw()[key]));
            case SCORES -> scores();
            case SCALED ->
                    Messages.text(
                            "pair.formula.SCALED",
                            two(figures.raw()[key]),
                            root,
                            two(figures.scaled()[key]));
            case MASKED ->
                    Messages.text(
                            "pair.formula.MASKED." + figures.visible().get(key),
                            two(figures.scaled()[key]));
            case SOFTMAX -> softmax();
            case VALUES ->
                    Messages.text(
                            "pair.formula.VALUES",
                            Figures.fixed(figures.weights()[key], 3),
                            two(figures.valueNorms()[key]),
                            two(figures.weighted(key)));
        };
    }

    static String two(double x) {
        return Figures.fixed(x, 2);
    }

    private String scores() {
        double lengths = HeadFigures.length(figures.q()) * HeadFigures.length(figures.k()[key]);
        double cosine = lengths == 0 ? 0 : figures.raw()[key] / lengths;
        return Messages.text(
                "pair.formula.SCORES",
                two(HeadFigures.length(figures.q())),
                two(HeadFigures.length(figures.k()[key])),
                Figures.fixed(cosine, 3),
                two(figures.raw()[key]));
    }

    /// The products that count most, written as a sum.
    private String largestProducts() {
        float[] products = figures.products(key);
        List<Integer> largest =
                IntStream.range(0, products.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> -Math.abs(products[i])))
                        .limit(PRODUCTS)
                        .toList();
        StringBuilder sum = new StringBuilder();
        for (int i : largest) {
            float product = products[i];
            sum.append(sum.isEmpty() ? (product < 0 ? "−" : "") : product < 0 ? " − " : " + ");
            sum.append(two(Math.abs(product)));
        }
        return products.length > PRODUCTS ? sum.append(" + …").toString() : sum.toString();
    }

    /// The weight as a fraction; where exponentials would be huge or tiny, all are divided by the largest.
    private String softmax() {
        if (!figures.isVisible(key)) {
            return Messages.text("pair.formula.SOFTMAX.masked");
        }
        double highest = figures.highestScore();
        double score = figures.scaled()[key];
        boolean plain = Math.abs(highest) < PLAIN_EXPONENT && Math.abs(score) < PLAIN_EXPONENT;
        double shift = plain ? 0 : highest;
        String power = plain ? two(score) : "(" + two(score) + " − " + two(highest) + ")";
        return Messages.text(
                "pair.formula.SOFTMAX",
                power,
                Figures.value(Math.exp(score - shift)),
                Figures.value(figures.exponentialSum(shift)),
                Figures.fixed(figures.weights()[key], 3));
    }

    /// The strips of a stage.
    List<StripLine> strips(Stage stage) {
        return switch (stage) {
            case QUERY ->
                    List.of(
                            channels(
                                    stage,
                                    Messages.text("pair.strip.q", labels.get(figures.query())),
                                    Messages.text(
                                            "pair.length.q", two(HeadFigures.length(figures.q()))),
                                    figures.q()));
            case KEY ->
                    List.of(
                            channels(
                                    stage,
                                    Messages.text("pair.strip.k", labels.get(key)),
                                    Messages.text(
                                            "pair.length.k",
                                            two(HeadFigures.length(figures.k()[key]))),
                                    figures.k()[key]),
                            channels(
                                    stage,
                                    Messages.text("pair.strip.products"),
                                    Messages.text("pair.sum", two(figures.raw()[key])),
                                    figures.products(key)));
            case SCORES -> List.of(keys(stage, "scores", floats(figures.raw()), false));
            case SCALED -> List.of(keys(stage, "scaled", figures.scaled(), false));
            case MASKED -> List.of(keys(stage, "masked", figures.scaled(), true));
            case SOFTMAX -> List.of(weights());
            case VALUES -> List.of(weightedNorms(), output());
        };
    }

    private StripLine channels(Stage stage, String title, String figure, float[] values) {
        return new StripLine(
                stage,
                title,
                figure,
                VectorStripData.of(values),
                i -> Messages.text("pair.reading.channel", Integer.toString(i), value(values[i])),
                false);
    }

    private static String value(double x) {
        return Figures.fixed(x, Math.abs(x) < 0.1 ? 4 : 3);
    }

    private StripLine keys(Stage stage, String name, float[] values, boolean masked) {
        float[] shown = masked ? visible(values) : values;
        String figure = masked && !figures.isVisible(key) ? reason(key) : two(values[key]);
        return new StripLine(
                stage,
                Messages.text("pair.strip." + name),
                Messages.text("pair.of", labels.get(key), figure),
                VectorStripData.of(shown).labelled(labels).marking(key),
                i ->
                        Messages.text(
                                "pair.of",
                                labels.get(i),
                                masked && !figures.isVisible(i) ? reason(i) : value(values[i])),
                true);
    }

    private float[] visible(float[] values) {
        float[] shown = values.clone();
        for (int i = 0; i < shown.length; i++) {
            shown[i] = figures.isVisible(i) ? shown[i] : Float.NaN;
        }
        return shown;
    }

    private String reason(int index) {
        return Messages.text("pair.mask." + figures.visible().get(index));
    }

    private StripLine weights() {
        return new StripLine(
                Stage.SOFTMAX,
                Messages.text("pair.strip.softmax"),
                Messages.text("pair.sum", Figures.fixed(figures.weightSum(), 6)),
                VectorStripData.of(visible(figures.weights())).labelled(labels).marking(key),
                i ->
                        Messages.text(
                                "pair.of",
                                labels.get(i),
                                figures.isVisible(i)
                                        ? Figures.value(figures.weights()[i])
                                        : reason(i)),
                true);
    }

    private StripLine weightedNorms() {
        float[] norms = new float[figures.keys()];
        for (int i = 0; i < norms.length; i++) {
            norms[i] = (float) figures.weighted(i);
        }
        return new StripLine(
                Stage.VALUES,
                Messages.text("pair.strip.values"),
                Messages.text("pair.of", labels.get(key), two(figures.weighted(key))),
                VectorStripData.of(visible(norms)).labelled(labels).marking(key),
                i ->
                        Messages.text(
                                "pair.reading.weighted",
                                labels.get(i),
                                Figures.value(figures.weights()[i]),
                                two(figures.valueNorms()[i]),
                                value(figures.weighted(i))),
                true);
    }

    private StripLine output() {
        return channels(
                Stage.VALUES,
                Messages.text("pair.strip.z"),
                Messages.text("pair.length.z", two(HeadFigures.length(figures.z()))),
                figures.z());
    }

    /// What has room only where a panel fills the screen: the value vector of the key.
    StripLine valueVector() {
        return channels(
                Stage.VALUES,
                Messages.text("pair.strip.v", labels.get(key)),
                Messages.text("pair.length.v", two(figures.valueNorms()[key])),
                figures.v()[key]);
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /// The figures of the pair, one a row.
    List<PairRow> rows() {
        String size = Integer.toString(figures.headSize());
        return List.of(
                row("pair.row.SCORES", two(figures.raw()[key]), Stage.SCORES),
                new PairRow(
                        Messages.text("pair.row.SCALED", Messages.text("pair.root", size)),
                        two(figures.scaled()[key]),
                        Stage.SCALED),
                row("pair.row.MASKED", reason(key), Stage.MASKED),
                row("pair.row.SOFTMAX", Figures.fixed(figures.weights()[key], 3), Stage.SOFTMAX),
                row("pair.row.VALUES", two(figures.weighted(key)), Stage.VALUES));
    }

    private static PairRow row(String name, String value, Stage stage) {
        return new PairRow(Messages.text(name), value, stage);
    }
}
