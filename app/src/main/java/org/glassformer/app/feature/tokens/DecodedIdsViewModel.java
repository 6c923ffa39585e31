package org.glassformer.app.feature.tokens;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.glassformer.app.task.TaskContext;
import org.glassformer.app.ui.control.FlowToken;
import org.glassformer.engine.tokenizer.Tokenizer;

/// Turns ids back into text: characters as far as their bytes are whole, U+FFFD in the text for each byte of the rest,
/// which the chips show as bytes. An id that is no token has its place among the others, without a byte; the bytes before
/// it and those after it never make a character together.
final class DecodedIdsViewModel {

    /// Ids that are tokens, with no other between them.
    ///
    /// @param first index of the first id
    /// @param bytes of each
    /// @param offset where their text begins
    private record Run(int first, List<byte[]> bytes, int offset, DecodedBytes decoded) {}

    private DecodedIdsViewModel() {}

    /// One token for each id.
    ///
    /// @param tokenizer whose ids they are
    /// @param ids any numbers from 0
    /// @param context of the task
    static TokenizedText of(Tokenizer tokenizer, List<Integer> ids, TaskContext context) {
        List<Run> runs = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < ids.size(); ) {
            context.checkCancelled();
            List<byte[]> bytes = known(tokenizer, ids, i);
            if (!bytes.isEmpty()) {
                ByteArrayOutputStream all = new ByteArrayOutputStream();
                bytes.forEach(all::writeBytes);
                DecodedBytes decoded = DecodedBytes.of(all.toByteArray());
                runs.add(new Run(i, bytes, text.length(), decoded));
                text.append(decoded.text());
            }
            i += bytes.size() + 1;
        }
        TokenizedText.Builder built = new TokenizedText.Builder(text.toString(), ids.size());
        int next = 0;
        int end = 0;
        for (Run run : runs) {
            unknown(ids.subList(next, run.first()), run.offset(), built);
            add(tokenizer, ids, run, built);
            next = run.first() + run.bytes().size();
            end = run.offset() + run.decoded().text().length();
        }
        unknown(ids.subList(next, ids.size()), end, built);
        return built.build();
    }

    /// The bytes of the ids from one on, up to the first that is no token.
    private static List<byte[]> known(Tokenizer tokenizer, List<Integer> ids, int first) {
        List<byte[]> known = new ArrayList<>();
        for (int id : ids.subList(first, ids.size())) {
            byte[] bytes = id < tokenizer.vocabSize() ? tokenizer.bytes(id) : new byte[0];
            if (bytes.length == 0) {
                break;
            }
            known.add(bytes);
        }
        return known;
    }

    private static void unknown(List<Integer> ids, int at, TokenizedText.Builder built) {
        ids.forEach(id -> built.add(at, at, new byte[0], FlowToken.unknown(id)));
    }

    private static void add(
            Tokenizer tokenizer, List<Integer> ids, Run run, TokenizedText.Builder built) {
        DecodedBytes decoded = run.decoded();
        int at = 0;
        for (int i = 0; i < run.bytes().size(); i++) {
            byte[] bytes = run.bytes().get(i);
            int end = at + bytes.length;
            for (int b = at; b < end; b++) {
                if (decoded.isBroken(b)) {
                    built.loose(b - at, run.offset() + decoded.start(b));
                }
            }
            int id = ids.get(run.first() + i);
            FlowToken chip = chip(tokenizer, id, bytes, decoded.isWhole(at, end));
            built.add(
                    run.offset() + decoded.start(at), run.offset() + decoded.end(end), bytes, chip);
            at = end;
        }
    }

    private static FlowToken chip(Tokenizer tokenizer, int id, byte[] bytes, boolean whole) {
        if (tokenizer.isSpecial(id)) {
            return FlowToken.special(id, tokenizer.label(id));
        }
        return whole
                ? FlowToken.text(id, new String(bytes, StandardCharsets.UTF_8))
                : new FlowToken(id, TokenizedText.mixed(bytes), FlowToken.Kind.BYTES);
    }
}
