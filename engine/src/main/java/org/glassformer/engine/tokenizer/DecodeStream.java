package org.glassformer.engine.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Decodes a sequence of entries through the steps of a tokenizer, as far as each is certain.
///
/// Every step takes pieces and passes on pieces. Before a step that makes one text of everything, a
/// piece is an entry; after it, pieces are parts of that text.
final class DecodeStream {
    private final List<Stage> stages = new ArrayList<>();
    private final StringBuilder out = new StringBuilder();

    /// @param eager whether byte-fallback characters come as soon as they are complete, although a
    ///     fault later in the same run of bytes would have replaced them
    DecodeStream(List<DecodeStep> steps, boolean eager) {
        boolean fused = false;
        for (DecodeStep step : steps) {
            switch (step) {
                case DecodeStep.ByteLevel _ -> {
                    stages.add(new ByteLevelStage());
                    fused = true;
                }
                case DecodeStep.Metaspace metaspace -> stages.add(new MetaspaceStage(metaspace));
                case DecodeStep.ByteFallback _ -> stages.add(new FallbackStage(eager));
                case DecodeStep.Fuse _ -> fused = true;
                case DecodeStep.Strip strip -> {
                    if (fused) {
                        stages.add(new StripStage(strip));
                    } else {
                        stages.add(new EntryStripStage(strip));
                    }
                }
                case DecodeStep.Replace replace ->
                        stages.add(
                                fused ? new FusedReplaceStage(replace) : new ReplaceStage(replace));
            }
        }
    }

    /// Takes the next entry.
    void append(String entry) {
        pass(0, entry);
    }

    /// Ends the sequence; what was held back comes out.
    void finish() {
        for (int i = 0; i < stages.size(); i++) {
            stages.get(i).finish(i + 1);
        }
    }

    /// The text that came out since the last call.
    String take() {
        String text = out.toString();
        out.setLength(0);
        return text;
    }

    private void pass(int stage, String piece) {
        if (stage == stages.size()) {
            out.append(piece);
        } else {
            stages.get(stage).accept(piece, stage + 1);
        }
    }

    /// One step; passes what it has on to the stage `next`.
    private abstract static class Stage {
        abstract void accept(String piece, int next);

        void finish(int next) {}
    }

    private final class ReplaceStage extends Stage {
        private final DecodeStep.Replace replace;

        ReplaceStage(DecodeStep.Replace replace) {
            this.replace = replace;
        }

        @Override
        void accept(String piece, int next) {
            pass(next, replace.apply(piece));
        }
    }

    /// On one long text a match may begin in one piece and end in another: held back to the end.
    private final class FusedReplaceStage extends Stage {
        private final DecodeStep.Replace replace;
        private final StringBuilder held = new StringBuilder();

        FusedReplaceStage(DecodeStep.Replace replace) {
            this.replace = replace;
        }

        @Override
        void accept(String piece, int next) {
            held.append(piece);
        }

        @Override
        void finish(int next) {
            pass(next, replace.apply(held.toString()));
        }
    }

    private final class MetaspaceStage extends Stage {
        private final DecodeStep.Metaspace metaspace;
        private boolean first = true;

        MetaspaceStage(DecodeStep.Metaspace metaspace) {
            this.metaspace = metaspace;
        }

        @Override
        void accept(String piece, int next) {
            String sign = String.valueOf(metaspace.replacement());
            pass(next, piece.replace(sign, first && metaspace.prepended() ? "" : " "));
            first = false;
        }
    }

    private final class EntryStripStage extends Stage {
        private final DecodeStep.Strip strip;

        EntryStripStage(DecodeStep.Strip strip) {
            this.strip = strip;
        }

        @Override
        void accept(String piece, int next) {
            int from = 0;
            int to = piece.length();
            while (from < to && from < strip.start() && piece.charAt(from) == strip.content()) {
                from++;
            }
            while (to > from
                    && piece.length() - to < strip.stop()
                    && piece.charAt(to - 1) == strip.content()) {
                to--;
            }
            pass(next, piece.substring(from, to));
        }
    }

    private final class StripStage extends Stage {
        private final DecodeStep.Strip strip;
        private int toStrip;
        private String held = "";

        StripStage(DecodeStep.Strip strip) {
            this.strip = strip;
            this.toStrip = strip.start();
        }

        @Override
        void accept(String piece, int next) {
            int from = 0;
            while (toStrip > 0 && from < piece.length()) {
                if (piece.charAt(from) == strip.content()) {
                    from++;
                    toStrip--;
                } else {
                    toStrip = 0;
                }
            }
            String text = held + piece.substring(from);
            int to = text.length();
            while (to > 0
                    && text.length() - to < strip.stop()
                    && text.charAt(to - 1) == strip.content()) {
                to--;
            }
            held = text.substring(to);
            pass(next, text.substring(0, to));
        }
    }

    private final class ByteLevelStage extends Stage {
        private final Bytes bytes = new Bytes();

        @Override
        void accept(String piece, int next) {
            byte[] spelled = ByteAlphabet.bytes(piece);
            bytes.add(spelled == null ? Utf8.bytes(piece) : spelled);
            pass(next, bytes.takeComplete());
        }

        @Override
        void finish(int next) {
            pass(next, bytes.takeAll());
        }
    }

    private final class FallbackStage extends Stage {
        private final boolean eager;
        private final Bytes bytes = new Bytes();

        FallbackStage(boolean eager) {
            this.eager = eager;
        }

        @Override
        void accept(String piece, int next) {
            DecodeStep.fallbackByte(piece)
                    .ifPresentOrElse(
                            b -> {
                                bytes.add(new byte[] {b});
                                if (eager) {
                                    pass(next, bytes.takeComplete());
                                }
                            },
                            () -> {
                                flush(next);
                                pass(next, piece);
                            });
        }

        @Override
        void finish(int next) {
            flush(next);
        }

        private void flush(int next) {
            if (!bytes.isEmpty()) {
                pass(next, bytes.takeAllOrReplacements());
            }
        }
    }

    /// Bytes that are becoming characters.
    private static final class Bytes {
        private byte[] buffer = new byte[32];
        private int size;

        boolean isEmpty() {
            return size == 0;
        }

        void add(byte[] added) {
            if (size + added.length > buffer.length) {
                buffer = Arrays.copyOf(buffer, 2 * (size + added.length));
            }
            System.arraycopy(added, 0, buffer, size, added.length);
            size += added.length;
        }

        String takeComplete() {
            int left = Utf8.incomplete(buffer, size);
            String text = new String(buffer, 0, size - left, StandardCharsets.UTF_8);
            System.arraycopy(buffer, size - left, buffer, 0, left);
            size = left;
            return text;
        }

        String takeAll() {
            String text = new String(buffer, 0, size, StandardCharsets.UTF_8);
            size = 0;
            return text;
        }

        /// The characters, or U+FFFD for every byte if they are not all UTF-8.
        String takeAllOrReplacements() {
            String text = new String(buffer, 0, size, StandardCharsets.UTF_8);
            byte[] again = text.getBytes(StandardCharsets.UTF_8);
            boolean valid = Arrays.equals(again, 0, again.length, buffer, 0, size);
            int count = size;
            size = 0;
            return valid ? text : "\uFFFD".repeat(count);
        }
    }
}
