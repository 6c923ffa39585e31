package org.glassformer.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonWriterTest {

    private static String json(NumbersTable table) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonWriter.write(table, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static JsonNode parse(NumbersTable table) {
        return new JsonMapper().readTree(json(table));
    }

    @Test
    void aRowIsALine() {
        NumbersTable table =
                new NumbersTable(
                        Caption.of("T").with("seed", "42"),
                        2,
                        List.of(Column.whole("id", row -> row), Column.text("t", row -> null)));
        assertThat(json(table))
                .isEqualTo(
                        """
                        {"title":"T",
                        "settings":{"seed":"42"},
                        "columns":["id",
                        "t"],
                        "rows":[[0,null],
                        [1,null]]}\
                        """);
    }

    @Test
    void numbersComeBackExactlyAsTheyWere() {
        float[] single = {0.1f, -1.4e-45f, 0.3f, Float.NaN, Float.NEGATIVE_INFINITY};
        double[] wide = {0.1, Math.PI, -4.9e-324, Double.NaN, Double.POSITIVE_INFINITY};
        JsonNode rows =
                parse(
                                new NumbersTable(
                                        Caption.of("T"),
                                        5,
                                        List.of(
                                                Column.float32("logit", "", row -> single[row]),
                                                Column.float64("p", "", row -> wide[row]))))
                        .path("rows");
        for (int i = 0; i < 3; i++) {
            assertThat(Float.parseFloat(rows.path(i).path(0).asString())).isEqualTo(single[i]);
            assertThat(rows.path(i).path(1).asDouble()).isEqualTo(wide[i]);
        }
        assertThat(rows.path(3).path(0).isNull()).isTrue();
        assertThat(rows.path(3).path(1).isNull()).isTrue();
        assertThat(rows.path(4).path(0).asString()).isEqualTo("-Infinity");
        assertThat(rows.path(4).path(1).asString()).isEqualTo("Infinity");
    }

    @Test
    void hostileTextsComeBackAsTheyWereButForHalvesOfCharacters() {
        List<String> texts = HostileTexts.ALL;
        Caption caption = Caption.of("a \"title\"\u0000");
        for (String text : texts) {
            caption = caption.with(text, text);
        }
        JsonNode node =
                parse(
                        new NumbersTable(
                                caption, texts.size(), List.of(Column.text("]]>\n", texts::get))));
        assertThat(node.path("title").asString()).isEqualTo("a \"title\"\u0000");
        assertThat(node.path("columns").path(0).asString()).isEqualTo("]]>\n");
        for (int i = 0; i < texts.size(); i++) {
            String whole = SafeText.whole(texts.get(i));
            assertThat(node.path("rows").path(i).path(0).asString()).isEqualTo(whole);
            assertThat(node.path("settings").path(whole).asString()).isEqualTo(whole);
        }
    }

    @Test
    void aTableWithoutRowsIsATable() {
        JsonNode node = parse(new NumbersTable(Caption.of(""), 0, List.of()));
        assertThat(node.path("rows").isArray()).isTrue();
        assertThat(node.path("rows").size()).isZero();
    }
}
