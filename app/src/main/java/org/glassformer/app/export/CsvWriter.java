package org.glassformer.app.export;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes tables as comma-separated values (RFC 4180), or with tabs for the clipboard.
///
/// Numbers come back exactly as they were. No number is an empty cell; the others beyond finite are `Infinity` and
/// `-Infinity`. A text that a spreadsheet would run as a formula begins with an apostrophe.
final class CsvWriter {

    private static final String LINE_END = "\r\n";
    private static final int FLUSH_AT = 1 << 16;

    private final Appendable out;
    private final char separator;
    private final StringBuilder line = new StringBuilder(FLUSH_AT + 4096);

    private CsvWriter(Appendable out, char separator) {
        this.out = out;
        this.separator = separator;
    }

    /// The table with its title and settings as comment lines before it.
    static void csv(NumbersTable table, Appendable out) throws IOException {
        CsvWriter writer = new CsvWriter(out, ',');
        writer.comment(table.caption().title());
        for (Caption.Setting setting : table.caption().settings()) {
            writer.comment(setting.name() + ": " + setting.value());
        }
        writer.table(table);
    }

    /// The table alone, as spreadsheets take it from the clipboard.
    static void tabs(NumbersTable table, Appendable out) throws IOException {
        new CsvWriter(out, '\t').table(table);
    }

    private void comment(String text) {
        line.append("# ").append(SafeText.oneLine(text)).append(LINE_END);
    }

    private void table(NumbersTable table) throws IOException {
        List<Column> columns = table.columns();
        for (int c = 0; c < columns.size(); c++) {
            separate(c);
            text(columns.get(c).heading());
        }
        line.append(LINE_END);
        for (int row = 0; row < table.rows(); row++) {
            for (int c = 0; c < columns.size(); c++) {
                separate(c);
                cell(columns.get(c), row);
            }
            line.append(LINE_END);
            if (line.length() > FLUSH_AT) {
                flush();
            }
        }
        flush();
    }

    private void separate(int column) {
        if (column > 0) {
            line.append(separator);
        }
    }

    private void cell(Column column, int row) {
        switch (column) {
            case Column.Texts texts -> text(texts.at().apply(row));
            case Column.Wholes wholes -> line.append(wholes.at().applyAsLong(row));
            case Column.Floats floats -> {
                float value = floats.at().at(row);
                if (!Float.isNaN(value)) {
                    line.append(value);
                }
            }
            case Column.Doubles doubles -> {
                double value = doubles.at().applyAsDouble(row);
                if (!Double.isNaN(value)) {
                    line.append(value);
                }
            }
        }
    }

    private void text(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return;
        }
        String text = SafeText.printable(value);
        if (isFormula(text)) {
            text = "'" + text;
        }
        if (needsQuotes(text)) {
            line.append('"').append(text.replace("\"", "\"\"")).append('"');
        } else {
            line.append(text);
        }
    }

    private static boolean isFormula(String text) {
        return "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0;
    }

    private boolean needsQuotes(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == separator || c == '"' || c == '\n' || c == '\r' || c == '\t') {
                return true;
            }
        }
        return text.startsWith(" ") || text.endsWith(" ") || text.startsWith("#");
    }

    private void flush() throws IOException {
        out.append(line);
        line.setLength(0);
    }
}
