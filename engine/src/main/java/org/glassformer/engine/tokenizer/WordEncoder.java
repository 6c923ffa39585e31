package org.glassformer.engine.tokenizer;

/// Merges each word that comes and adds its tokens to an encoding.
final class WordEncoder implements Pieces {
    private final BpeModel model;
    private final WordCache cache;
    private final EncodingBuilder out;
    private final Cancellation cancellation = Cancellation.current();
    private final WordParts parts = new WordParts();

    WordEncoder(BpeModel model, WordCache cache, EncodingBuilder out) {
        this.model = model;
        this.cache = cache;
        this.out = out;
    }

    @Override
    public void accept(AlignedText source, int from, int to) {
        int length = to - from;
        cancellation.count(length);
        String text = source.text();
        if (length > WordCache.MAX_LENGTH || !source.isOriginal()) {
            model.encode(text, from, to, parts);
            out.addWord(source, from, to, parts);
            return;
        }
        int start = source.start(from);
        long key = WordCache.shortKey(text, from, to);
        if (key != 0) {
            shortWord(key, text, from, to, start);
            return;
        }
        int slot = WordCache.slot(text, from, to);
        int[] cells = cache.get(text, from, to, slot);
        if (cells == null) {
            model.encode(text, from, to, parts);
            cells = Cells.of(parts, text, from, to);
            cache.put(text, from, to, slot, cells);
        }
        out.addCells(cells, start, length);
    }

    private void shortWord(long key, String text, int from, int to, int start) {
        int slot = WordCache.shortSlot(key);
        if (cache.holds(key, slot)) {
            int token = cache.onlyToken(slot);
            if (token >= 0) {
                out.addAscii(token, start, to - from);
                return;
            }
            int[] cells = cache.shortCells(slot);
            if (cells != null) {
                out.addCells(cells, start, to - from);
                return;
            }
        }
        model.encode(text, from, to, parts);
        int[] cells = Cells.of(parts, text, from, to);
        cache.putShort(key, slot, cells);
        out.addCells(cells, start, to - from);
    }
}
