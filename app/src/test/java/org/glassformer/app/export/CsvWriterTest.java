package org.glassformer.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CsvWriterTest {

    private static final Caption CAPTION =
            Caption.of("Next token").with("model", "stories").with("prompt", "one\ntwo");

    static String csv(NumbersTable table) {
        StringBuilder out = new StringBuilder();
        try {
            CsvWriter.csv(table, out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toString();
    }

    static NumbersTable texts(List<String> texts) {
        return new NumbersTable(CAPTION, texts.size(), List.of(Column.text("token", texts::get)));
    }

    /// A reader as the standard describes it.
    static List<List<String>> parse(String csv) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (quoted && c == '"' && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (quoted) {
                cell.append(c);
            } else if (c == ',') {
                row.add(cell.toString());
                cell.setLength(0);
            } else if (c == '\r' && csv.charAt(i + 1) == '\n') {
                row.add(cell.toString());
                cell.setLength(0);
                rows.add(row);
                row = new ArrayList<>();
                i++;
            } else {
                cell.append(c);
            }
        }
        return rows;
    }

    @Test
    void settingsComeFirstAsCommentsOfOneLineEach() {
        assertThat(csv(texts(List.of("a"))))
                .isEqualTo(
                        "# Next token\r\n# model: stories\r\n# prompt: one␊two\r\ntoken\r\na\r\n");
    }

    @Test
    void numbersComeBackExactlyAsTheyWere() {
        float[] single = {0.1f, -1.4e-45f, 0.3f, Float.NaN, Float.NEGATIVE_INFINITY};
        double[] wide = {0.1, Math.PI, -4.9e-324, Double.NaN, 1e300};
        NumbersTable table =
                new NumbersTable(
                        CAPTION,
                        5,
                        List.of(
                                Column.whole("id", row -> row - 2),
                                Column.float32("logit", "", row -> single[row]),
                                Column.float64("p", "bits", row -> wide[row])));
        List<List<String>> rows = parse(csv(table).replaceAll("(?m)^#.*\r\n", ""));
        assertThat(rows.getFirst()).containsExactly("id", "logit", "p (bits)");
        for (int i = 0; i < 5; i++) {
            List<String> row = rows.get(i + 1);
            assertThat(row.get(0)).isEqualTo(Integer.toString(i - 2));
            if (i == 3) {
                assertThat(row.subList(1, 3)).containsExactly("", "");
            } else {
                assertThat(Float.parseFloat(row.get(1))).isEqualTo(single[i]);
                assertThat(Double.parseDouble(row.get(2))).isEqualTo(wide[i]);
            }
        }
    }

    @Test
    void textsThatASpreadsheetWouldRunBeginWithAnApostrophe() {
        assertThat(parse(csv(texts(List.of("=1+1", "+1", "-1", "@SUM(A1)", "a=1", "")))))
                .extracting(List::getFirst)
                .endsWith("'=1+1", "'+1", "'-1", "'@SUM(A1)", "a=1", "");
    }

    @Test
    void hostileTextsStayOneCellEach() {
        List<List<String>> rows = parse(csv(texts(HostileTexts.ALL)));
        assertThat(rows).hasSize(4 + HostileTexts.ALL.size());
        for (int i = 0; i < HostileTexts.ALL.size(); i++) {
            List<String> row = rows.get(4 + i);
            assertThat(row).containsExactly(SafeText.printable(HostileTexts.ALL.get(i)));
            assertThat(row.getFirst().codePoints())
                    .noneMatch(c -> c < ' ' && "\t\n\r".indexOf(c) < 0)
                    .noneMatch(c -> Character.getType(c) == Character.SURROGATE);
        }
    }

    @Test
    void tabsAloneSeparateOnTheClipboard() throws IOException {
        StringBuilder out = new StringBuilder();
        NumbersTable table =
                new NumbersTable(
                        CAPTION,
                        1,
                        List.of(Column.text("a", r -> "=x, y"), Column.whole("b", r -> 7)));
        CsvWriter.tabs(table, out);
        assertThat(out).hasToString("a\tb\r\n'=x, y\t7\r\n");
    }

    @Test
    @Timeout(20)
    void aWholeVocabularyIsWrittenInAMoment() {
        int rows = 50_257;
        NumbersTable table =
                new NumbersTable(
                        CAPTION,
                        rows,
                        List.of(
                                Column.whole("rank", row -> row + 1),
                                Column.whole("id", row -> rows - row),
                                Column.text("token", row -> " tok,en" + row),
                                Column.float32("logit", "", row -> (float) Math.sin(row) * 20),
                                Column.float64("before", "", row -> Math.exp(-row / 1000.0)),
                                Column.float64("after", "", row -> 0),
                                Column.text("removed by", row -> "top-p 0.95")));
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Duration took = Duration.ofDays(1);
        for (int i = 0; i < 3; i++) {
            long start = threads.getCurrentThreadCpuTime();
            String csv = csv(table);
            Duration once = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);
            took = once.compareTo(took) < 0 ? once : took;
            assertThat(csv.lines().count()).isEqualTo(rows + 4);
        }
        assertThat(took).isLessThan(Duration.ofSeconds(1));
    }
}
