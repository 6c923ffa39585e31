package org.glassformer.app.gallery;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.scene.Node;
import org.glassformer.app.ui.control.Architecture;
import org.glassformer.app.ui.control.ArchitectureData;
import org.glassformer.app.ui.control.ArchitectureData.Branch;
import org.glassformer.app.ui.control.ArchitectureData.Item;
import org.glassformer.app.ui.control.ArchitectureData.Operation;
import org.glassformer.app.ui.control.ArchitectureData.Role;
import org.glassformer.app.ui.control.ArchitectureData.Sum;
import org.glassformer.app.ui.control.ArchitectureData.Weights;
import org.glassformer.app.ui.control.ArchitectureData.Wire;
import org.glassformer.app.ui.control.Card;

/// Made-up transformers of several kinds, and no model.
final class ArchitecturePages {

    private ArchitecturePages() {}

    static List<GalleryPage> pages() {
        return List.of(
                new GalleryPage("architecture-small", 740, 540, page(plain(8, 256, 2048), "wq")),
                new GalleryPage("architecture-large", 1100, 900, page(plain(48, 4096, 9), "w2")),
                new GalleryPage("architecture-mixture", 1000, 700, page(mixture(), "wk")),
                new GalleryPage("architecture-positions", 740, 540, page(positions(), "wpe")),
                new GalleryPage("architecture-none", 300, 200, page(ArchitectureData.EMPTY, "")));
    }

    private static Supplier<Node> page(ArchitectureData data, String selected) {
        return () -> {
            Architecture drawing = new Architecture();
            drawing.placeholderProperty().set("Nothing yet");
            drawing.dataProperty().set(data);
            drawing.selectedProperty().set(selected);
            drawing.layerProperty().set(Math.min(3, data.layers()));
            return new Card("Architecture", drawing);
        };
    }

    private static Weights matrix(String id, Role role, String name, int rows, int columns) {
        return copies(id, role, name, rows, columns, 1);
    }

    private static Weights copies(
            String id, Role role, String name, int rows, int columns, int copies) {
        String shape = rows == 1 ? Integer.toString(columns) : rows + " × " + columns;
        return new Weights(
                id,
                role,
                name,
                copies > 1 ? copies + " × " + shape : shape,
                String.format(Locale.ROOT, "%,d", (long) rows * columns * copies),
                rows,
                columns,
                copies);
    }

    private static Operation operation(Role role, String name, String note) {
        return new Operation(role, name, List.of(note), 0, 0);
    }

    private static List<Item> before(int width, int tokens) {
        return List.of(
                operation(Role.EMBEDDING, "Tokens", "T"),
                matrix("wte", Role.EMBEDDING, "Token embeddings", tokens, width));
    }

    private static List<Item> after(int width, int tokens) {
        return List.of(
                matrix("lnf", Role.NORM, "Final norm", 1, width),
                matrix("head", Role.HEAD, "Head", tokens, width),
                operation(Role.HEAD, "Logits", "T × " + tokens));
    }

    private static Branch attention(int width, int heads, int keyHeads, boolean normed) {
        int keys = width / heads * keyHeads;
        List<Item> norms =
                List.of(
                        matrix("qn", Role.NORM, "Query norm", 1, width / heads),
                        matrix("kn", Role.NORM, "Key norm", 1, width / heads),
                        new Wire());
        List<Item> norm = List.of(matrix("ln1", Role.NORM, "Norm", 1, width));
        List<Item> projections =
                List.of(
                        matrix("wq", Role.ATTENTION, "Query", width, width),
                        matrix("wk", Role.ATTENTION, "Key", keys, width),
                        matrix("wv", Role.ATTENTION, "Value", keys, width));
        List<Item> attention =
                List.of(
                        new Operation(
                                Role.ATTENTION,
                                "Attention",
                                List.of(heads + " heads × " + width / heads, "RoPE"),
                                heads,
                                keyHeads));
        List<Item> out = List.of(matrix("wo", Role.ATTENTION, "Output", width, width));
        return new Branch(
                "Attention",
                normed
                        ? List.of(norm, projections, norms, attention, out)
                        : List.of(norm, projections, attention, out));
    }

    private static Branch gated(int width) {
        return new Branch(
                "MLP",
                List.of(
                        List.of(matrix("ln2", Role.NORM, "Norm", 1, width)),
                        List.of(
                                matrix("w1", Role.MLP, "MLP gate", 3 * width, width),
                                matrix("w3", Role.MLP, "MLP up", 3 * width, width)),
                        List.of(operation(Role.MLP, "SiLU", "gate × up")),
                        List.of(matrix("w2", Role.MLP, "MLP out", width, 3 * width))));
    }

    private static ArchitectureData plain(int layers, int width, int thousands) {
        int tokens = Math.max(2048, 1000 * thousands);
        return new ArchitectureData(
                before(width, tokens),
                layers,
                after(width, tokens),
                "residual stream · T × " + width,
                List.of(attention(width, layers, layers / 2, false), gated(width)),
                false);
    }

    private static ArchitectureData positions() {
        return new ArchitectureData(
                List.of(
                        operation(Role.EMBEDDING, "Tokens", "T"),
                        matrix("wte", Role.EMBEDDING, "Token embeddings", 50257, 768),
                        new Sum(),
                        matrix("wpe", Role.EMBEDDING, "Positions", 1024, 768)),
                12,
                after(768, 50257),
                "residual stream · T × 768",
                List.of(
                        attention(768, 12, 12, false),
                        new Branch(
                                "MLP",
                                List.of(
                                        List.of(matrix("ln2", Role.NORM, "Norm", 1, 768)),
                                        List.of(matrix("w1", Role.MLP, "MLP in", 3072, 768)),
                                        List.of(operation(Role.MLP, "GELU", "of each neuron")),
                                        List.of(matrix("w2", Role.MLP, "MLP out", 768, 3072))))),
                true);
    }

    private static ArchitectureData mixture() {
        Branch experts =
                new Branch(
                        "Experts",
                        List.of(
                                List.of(matrix("ln2", Role.NORM, "Norm", 1, 2048)),
                                List.of(matrix("router", Role.MLP, "Router", 128, 2048)),
                                List.of(
                                        copies("e1", Role.MLP, "Experts, gate", 768, 2048, 128),
                                        copies("e3", Role.MLP, "Experts, up", 768, 2048, 128),
                                        matrix("shared", Role.MLP, "Shared expert", 768, 2048)),
                                List.of(operation(Role.MLP, "SiLU", "gate × up")),
                                List.of(copies("e2", Role.MLP, "Experts, out", 2048, 768, 128))));
        return new ArchitectureData(
                before(2048, 151936),
                48,
                after(2048, 151936),
                "residual stream · T × 2048",
                List.of(attention(2048, 32, 4, true), experts),
                false);
    }
}
