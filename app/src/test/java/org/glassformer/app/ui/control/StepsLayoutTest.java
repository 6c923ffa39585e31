package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.glassformer.app.ui.control.StepsRow.Kind;
import org.junit.jupiter.api.Test;

/// Places of rows and columns, bits, and short names of characters.
class StepsLayoutTest {

    private static final Map<Kind, Double> HEIGHTS = StepsRows.heights(10, true, false, false);

    private static List<Kind> kinds(StepsRows rows) {
        return rows.rows().stream().map(StepsRow::kind).toList();
    }

    private static StepsRows rows(double height, int step, int last, int back) {
        return new StepsRows(HEIGHTS, height, step, last, back, 3);
    }

    @Test
    void whereThereIsHardlyRoomTheCurrentStateAndTheCharactersStay() {
        assertThat(kinds(rows(20, 2, 5, 0))).containsExactly(Kind.STATE);
        assertThat(kinds(rows(52, 2, 5, 0))).containsExactly(Kind.CHARACTERS, Kind.STATE);
        assertThat(kinds(rows(75, 2, 5, 0)))
                .containsExactly(Kind.CHARACTERS, Kind.BYTES, Kind.STATE, Kind.STATE);
    }

    @Test
    void threeStatesComeBeforeCodePointsAndBits() {
        for (double height = 136; height < 300; height++) {
            assertThat(rows(height, 9, 9, 0).shownSteps()).isGreaterThanOrEqualTo(3);
        }
        assertThat(kinds(rows(136, 9, 9, 0))).doesNotContain(Kind.BITS, Kind.CODE_POINTS);
    }

    @Test
    void theRowsOfTheTextStayAsTheStepsGoOn() {
        for (double height = 40; height < 300; height += 3) {
            List<Kind> end = texts(rows(height, 9, 9, 0));
            for (int step = 0; step < 9; step++) {
                assertThat(texts(rows(height, step, 9, 0))).isEqualTo(end);
            }
        }
    }

    private static List<Kind> texts(StepsRows rows) {
        return kinds(rows).stream()
                .filter(kind -> kind != Kind.STATE && kind != Kind.TOKENS)
                .toList();
    }

    @Test
    void withMuchRoomEveryRowAndTheWholeHistoryShow() {
        StepsRows all = rows(1000, 5, 5, 0);
        assertThat(kinds(all)).startsWith(Kind.ORIGINAL, Kind.CHARACTERS, Kind.CODE_POINTS);
        assertThat(kinds(all)).endsWith(Kind.STATE, Kind.TOKENS);
        assertThat(all.shownSteps()).isEqualTo(6);
        assertThat(all.hiddenSteps()).isZero();
    }

    @Test
    void rowsStandBelowEachOtherWithinTheHeight() {
        for (double height = 20; height < 400; height += 7) {
            List<StepsRow> rows = rows(height, 7, 9, 0).rows();
            for (int i = 1; i < rows.size(); i++) {
                assertThat(rows.get(i).y()).isGreaterThanOrEqualTo(rows.get(i - 1).bottom());
            }
            assertThat(rows.getLast().bottom()).isLessThanOrEqualTo(Math.max(height, 21.5));
        }
    }

    @Test
    void theHistoryScrollsBackToTheStart() {
        StepsRows newest = rows(250, 50, 60, 0);
        assertThat(newest.rows().getLast().step()).isEqualTo(50);
        StepsRows oldest = rows(250, 50, 60, 999);
        assertThat(oldest.rows().stream().filter(r -> r.kind() == Kind.STATE).findFirst())
                .hasValueSatisfying(row -> assertThat(row.step()).isZero());
        assertThat(oldest.shownSteps()).isEqualTo(newest.shownSteps());
    }

    private static StepsColumns columns(double total, int count, double scroll) {
        StepsColumns.Wish wish = new StepsColumns.Wish(80, total, 100, 50, 28, 30, 70);
        return StepsColumns.fit(wish, count, scroll);
    }

    @Test
    void columnsFillTheWidthBetweenTheirLimits() {
        assertThat(columns(600, 2, 0).column()).isEqualTo(70);
        assertThat(columns(600, 10, 0).column()).isEqualTo(42);
        assertThat(columns(600, 100, 0).column()).isEqualTo(30);
    }

    @Test
    void notesBecomeShortAndThenMakeRoom() {
        assertThat(columns(600, 14, 0).notes()).isEqualTo(100);
        assertThat(columns(600, 15, 0).notes()).isEqualTo(50);
        assertThat(columns(600, 17, 0).notes()).isZero();
        assertThat(columns(600, 18, 0).column()).isEqualTo(28);
        assertThat(columns(600, 18, 0).hidden()).isZero();
        assertThat(columns(600, 100, 0).notes()).isEqualTo(100);
        assertThat(columns(300, 100, 0).notes()).isZero();
    }

    @Test
    void aPlaceBelongsToTheByteDrawnThere() {
        StepsColumns columns = columns(600, 100, 1000);
        for (int i = 0; i < 100; i++) {
            double middle = columns.x(i) + columns.column() / 2;
            boolean seen = middle >= columns.left() && middle < columns.left() + columns.width();
            assertThat(columns.at(middle)).isEqualTo(seen ? i : -1);
        }
        assertThat(columns.at(10)).isEqualTo(-1);
    }

    @Test
    void scrollingStopsAtTheLastByteAndRevealsWhatIsAskedFor() {
        StepsColumns end = columns(600, 100, 1e9);
        assertThat(end.x(100)).isCloseTo(end.left() + end.width(), within(1e-6));
        StepsColumns start = columns(600, 100, 0);
        assertThat(start.reveal(2, 3)).isZero();
        StepsColumns moved = columns(600, 100, start.reveal(60, 62));
        assertThat(moved.sees(60, 62)).isTrue();
        assertThat(moved.x(60)).isGreaterThan(moved.left());
    }

    @Test
    void prefixBitsAreThoseOfUtf8() {
        assertThat(Utf8Bits.prefixLength(0x41)).isEqualTo(1);
        assertThat(Utf8Bits.prefixLength(0x80)).isEqualTo(2);
        assertThat(Utf8Bits.prefixLength(0xC3)).isEqualTo(3);
        assertThat(Utf8Bits.prefixLength(0xE2)).isEqualTo(4);
        assertThat(Utf8Bits.prefixLength(0xF0)).isEqualTo(5);
        assertThat(Utf8Bits.text(0x41)).isEqualTo("01000001");
        for (String character : List.of("a", "é", "न", "🙂")) {
            byte[] utf8 = character.getBytes(StandardCharsets.UTF_8);
            assertThat(Utf8Bits.characterLength(utf8[0] & 0xFF)).isEqualTo(utf8.length);
        }
        assertThat(Utf8Bits.characterLength(0xA4)).isZero();
    }

    @Test
    void charactersWithoutAPictureHaveAName() {
        assertThat(CharacterText.of("\u0000")).isEqualTo("NUL");
        assertThat(CharacterText.of(" ")).isEqualTo("·");
        assertThat(CharacterText.of("\u200d")).isEqualTo("ZWJ");
        assertThat(CharacterText.of("\r\n")).isEqualTo("␍↵");
        assertThat(CharacterText.of("\u0308")).isEqualTo("\u25cc\u0308");
        assertThat(CharacterText.of("👩‍👧")).isEqualTo("👩‍👧");
        assertThat(CharacterText.ofPart(new byte[] {(byte) 0xe0, (byte) 0xa4})).isEqualTo("e0 a4");
        assertThat(CharacterText.hex(0x1F469)).isEqualTo("U+1F469");
    }
}
