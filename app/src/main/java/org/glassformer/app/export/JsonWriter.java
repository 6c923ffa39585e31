package org.glassformer.app.export;

import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.MinimalPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;

/// Writes tables as JSON: `{"title", "settings": {...}, "columns": [...], "rows": [[...], ...]}`, a row a line.
///
/// Numbers come back exactly as they were. No number is `null`; the others beyond finite, which JSON does not have, are
/// the texts `"Infinity"` and `"-Infinity"`.
final class JsonWriter {

    private JsonWriter() {}

    /// Writes a table and closes the stream.
    ///
    /// @throws JacksonException if the stream fails
    static void write(NumbersTable table, OutputStream out) {
        try (JsonGenerator json =
                new JsonMapper().writer().with(new RowPerLine()).createGenerator(out)) {
            json.writeStartObject();
            json.writeStringProperty("title", SafeText.whole(table.caption().title()));
            json.writeObjectPropertyStart("settings");
            for (Caption.Setting setting : table.caption().settings()) {
                json.writeStringProperty(
                        SafeText.whole(setting.name()), SafeText.whole(setting.value()));
            }
            json.writeEndObject();
            json.writeArrayPropertyStart("columns");
            for (Column column : table.columns()) {
                json.writeString(SafeText.whole(column.heading()));
            }
            json.writeEndArray();
            json.writeArrayPropertyStart("rows");
            for (int row = 0; row < table.rows(); row++) {
                json.writeStartArray();
                for (Column column : table.columns()) {
                    cell(json, column, row);
                }
                json.writeEndArray();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void cell(JsonGenerator json, Column column, int row) {
        switch (column) {
            case Column.Texts texts -> text(json, texts.at().apply(row));
            case Column.Wholes wholes -> json.writeNumber(wholes.at().applyAsLong(row));
            case Column.Floats floats -> {
                float value = floats.at().at(row);
                if (Float.isFinite(value)) {
                    json.writeNumber(value);
                } else {
                    beyondFinite(json, value);
                }
            }
            case Column.Doubles doubles -> {
                double value = doubles.at().applyAsDouble(row);
                if (Double.isFinite(value)) {
                    json.writeNumber(value);
                } else {
                    beyondFinite(json, value);
                }
            }
        }
    }

    private static void text(JsonGenerator json, @Nullable String value) {
        if (value == null) {
            json.writeNull();
        } else {
            json.writeString(SafeText.whole(value));
        }
    }

    private static void beyondFinite(JsonGenerator json, double value) {
        if (Double.isNaN(value)) {
            json.writeNull();
        } else {
            json.writeString(Double.toString(value));
        }
    }

    /// Line breaks between the four parts and between rows alone.
    private static final class RowPerLine extends MinimalPrettyPrinter {

        private static final long serialVersionUID = 1;

        @Override
        public void writeObjectEntrySeparator(JsonGenerator json) {
            json.writeRaw(",\n");
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator json) {
            json.writeRaw(json.streamWriteContext().getNestingDepth() == 2 ? ",\n" : ",");
        }
    }
}
