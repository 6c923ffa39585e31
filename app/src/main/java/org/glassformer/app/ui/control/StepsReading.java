package org.glassformer.app.ui.control;

import java.util.List;
import org.glassformer.app.i18n.Messages;

/// What stands at a place of [MergeSteps].
///
/// @param span its bytes
/// @param text in words
record StepsReading(ByteSpan span, String text) {

    /// What a row shows for a byte.
    static StepsReading at(MergeStepsData data, StepsRow row, int index) {
        MergeStepsData.Rows rows = data.rows();
        return switch (row.kind()) {
            case ORIGINAL -> of(rows.original(), index);
            case CHARACTERS -> of(rows.characters(), index);
            case CODE_POINTS -> of(rows.codePoints(), index);
            case BYTES, BITS -> ofByte(data, index);
            case WORDS -> of(rows.words(), index);
            case TOKENS -> of(rows.tokens(), index);
            case STATE -> ofPart(data, row.step(), index);
        };
    }

    private static StepsReading of(List<StepCell> cells, int index) {
        return cells.stream()
                .filter(cell -> cell.from() <= index && index < cell.to())
                .findFirst()
                .map(cell -> new StepsReading(new ByteSpan(cell.from(), cell.to()), cell.detail()))
                .orElse(new StepsReading(new ByteSpan(index, index + 1), ""));
    }

    private static StepsReading ofByte(MergeStepsData data, int index) {
        int value = data.unsignedByte(index);
        int prefix = Utf8Bits.prefixLength(value);
        String bits = Utf8Bits.text(value);
        int length = Utf8Bits.characterLength(value);
        String kind =
                switch (length) {
                    case 0 -> Messages.text("mergesteps.byteFollows");
                    case 1 -> Messages.text("mergesteps.byteAlone");
                    default -> Messages.text("mergesteps.byteLeads", length);
                };
        String text =
                Messages.text(
                        "mergesteps.byte",
                        MergeStepsDrawing.hex(value),
                        (bits.substring(0, prefix) + " " + bits.substring(prefix)).strip(),
                        kind);
        return new StepsReading(new ByteSpan(index, index + 1), text);
    }

    private static StepsReading ofPart(MergeStepsData data, int step, int index) {
        int from = data.partStart(index, step);
        int to = data.partEnd(index, step);
        ByteSpan span = new ByteSpan(from, to);
        for (int i = Math.min(step, data.merges().size()) - 1; i >= 0; i--) {
            StepMerge merge = data.merges().get(i);
            if (merge.from() == from && merge.to() == to) {
                return new StepsReading(span, merge.detail());
            }
        }
        String bytes = span.length() == 1 ? "mergesteps.partOne" : "mergesteps.part";
        return new StepsReading(span, Messages.text(bytes, data.label(from, to), span.length()));
    }
}
