package org.glassformer.app.session;

import java.util.List;
import org.glassformer.engine.analysis.AttentionTrace;
import org.glassformer.engine.generate.BranchCost;
import org.glassformer.engine.generate.LanguageModel;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.HookNames;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.model.KvNode;
import org.glassformer.engine.model.KvTree;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.tokenizer.StreamDecoder;
import org.jspecify.annotations.Nullable;

/// What a model has read of one prompt and of the branches after it, and what it said. Used by one thread at a time.
///
/// A prompt is read in one run, as the command line reads it, and tokens that are added one by one: the same seed gives
/// the same tokens here and there. A new branch costs its new tokens. What is not held any more is read in one run.
///
/// Memory does not grow with the session: logits are kept for the readings wanted last ([#LOGITS_BYTES]) and otherwise
/// computed again at the cost of one token; keys, values and attention of branches that are not shown are kept up to
/// [#BRANCH_BYTES], those wanted last. A branch that was dropped is read again when it is gone to.
final class TextTree implements AutoCloseable {

    /// Memory for logits.
    static final long LOGITS_BYTES = 64L << 20;

    /// Memory for keys, values and attention of branches that are not shown.
    static final long BRANCH_BYTES = 512L << 20;

    private static final int ROOM_TO_GROW = 256;

    private final LanguageModel model;
    private final ModelSummary summary;
    private final TokenTexts vocabulary;
    private final HookFilter watched;
    private final long branchBytes;
    private final KeptReadings readings;
    private @Nullable KvTree texts;
    private @Nullable TextTrunk trunk;
    private @Nullable StreamDecoder decoder; // after the place below
    private @Nullable TextPlace decoded;
    private int places; // after the prompt
    private long clock;
    private boolean ran;
    private volatile BranchCost cost = new BranchCost(0, 0, 0, 0, 0, 0, 0);

    /// Nothing read yet.
    ///
    /// @param logitsBytes kept for readings
    /// @param branchBytes kept for branches that are not shown
    TextTree(
            LanguageModel model,
            ModelSummary summary,
            TokenTexts vocabulary,
            long logitsBytes,
            long branchBytes) {
        this.model = model;
        this.summary = summary;
        this.vocabulary = vocabulary;
        this.branchBytes = branchBytes;
        this.watched = AttentionTrace.filter(config());
        this.readings = new KeptReadings(logitsBytes);
    }

    private Transformer transformer() {
        return model.transformer();
    }

    private ModelConfig config() {
        return model.transformer().config();
    }

    /// What the prompt read last and its branches have cost so far. Safe from any thread.
    BranchCost cost() {
        return cost;
    }

    /// Whether nothing was added to the prompt read last.
    boolean isBare() {
        TextTrunk now = trunk;
        return now != null && now.root().all().size() == 1;
    }

    /// The reading of a typed prompt. Another prompt or other interventions forget all that was read.
    ///
    /// @param wanted in force meanwhile; a mean over a whole text is taken over the prompt, however long the text grows
    Reading read(PromptTokens prompt, Interventions wanted) {
        TextTrunk now = begun(prompt, wanted);
        return reading(now, now.root());
    }

    /// The reading of the text that a tree shows.
    Reading read(GenerationTree tree, Interventions wanted) {
        TextTrunk now = begun(tree.prompt(), wanted);
        List<TreeNode> path = tree.path(tree.current().number());
        if (path.size() > 1 && !now.root().keys().isRead()) {
            reading(now, now.root()); // the prompt in a run of its own, as always
        }
        TextPlace place = now.root();
        for (TreeNode node : path.subList(1, path.size())) {
            place = next(place, node.token(), tree.piece(node.number()));
        }
        return reading(now, place);
    }

    /// What the model said before one of a reading's tokens.
    Reading before(Reading reading, int index) {
        TextTrunk now = begun(reading);
        int typed = now.prompt().tokens().size();
        return index < typed
                ? within(now, index)
                : reading(now, place(now, reading.tokens().subList(0, index)));
    }

    /// The reading with one more token.
    Reading append(Reading before, int id) {
        TextTrunk now = begun(before);
        TextPlace from = place(now, before.tokens());
        return reading(now, added(from, vocabulary.token(id)));
    }

    /// Releases what is held of a node of a tree and of all after it.
    void prune(GenerationTree tree, int number) {
        TextTrunk now = trunk;
        if (now == null || !now.prompt().equals(tree.prompt())) {
            return;
        }
        TextPlace place = now.root();
        for (TreeNode node : tree.path(number).subList(1, tree.node(number).depth() + 1)) {
            place = place == null ? null : place.child(node.token().id());
        }
        if (place != null) {
            drop(place);
            readings.forgetRemoved();
        }
        tellCost(now, 0);
    }

    private TextTrunk begun(Reading reading) {
        TextTrunk now = trunk;
        if (now != null && now.carries(reading)) {
            return now;
        }
        List<SessionToken> typed = List.copyOf(reading.tokens().subList(0, reading.typed()));
        boolean bare = reading.typed() == reading.tokens().size();
        String text = bare ? reading.text() : decode(typed);
        return begun(new PromptTokens(summary, text, typed), reading.interventions());
    }

    private TextTrunk begun(PromptTokens prompt, Interventions wanted) {
        Interventions bound = wanted.withMeansOver(prompt.tokens().size());
        TextTrunk now = trunk;
        if (now != null && now.is(prompt, bound)) {
            return now;
        }
        forget();
        int[] ids = prompt.tokens().stream().mapToInt(SessionToken::id).toArray();
        KvTree tree = room(ids.length);
        KvNode[] keys = new KvNode[ids.length];
        for (int i = 0; i < ids.length; i++) {
            keys[i] = tree.add(i == 0 ? tree.root() : keys[i - 1], ids[i]);
        }
        TextTrunk made =
                new TextTrunk(
                        prompt,
                        bound,
                        List.of(keys),
                        new TextPlace(null, keys[keys.length - 1], null, ""),
                        tree.computedTokens(),
                        tree.reusedTokens(),
                        tree.copiedTokens());
        trunk = made;
        cost = new BranchCost(ids.length, 0, 0, 0, tree.bytes(), 0, 0);
        return made;
    }

    private void forget() {
        TextTrunk now = trunk;
        if (now != null) {
            room(1).remove(now.keys().getFirst());
        }
        trunk = null;
        readings.clear();
        decoder = null;
        places = 0;
    }

    /// The tree of keys and values, with room for so many tokens.
    private KvTree room(int length) {
        KvTree held = texts;
        int roomy = Math.min(config().blockSize(), length + ROOM_TO_GROW);
        if (held == null) {
            held = new KvTree(transformer(), roomy);
            texts = held;
        } else if (held.capacity() < length) {
            held.reserve(roomy);
        }
        return held;
    }

    private TextPlace next(TextPlace from, SessionToken token, String piece) {
        TextPlace known = from.child(token.id());
        if (known != null) {
            return known;
        }
        KvTree tree = room(from.keys().length() + 1);
        places++;
        return new TextPlace(from, tree.add(from.keys(), token.id()), token, piece);
    }

    /// The place of some tokens, the prompt's in front; what was dropped of the way is put back, to be read.
    private TextPlace place(TextTrunk now, List<SessionToken> tokens) {
        TextPlace place = now.root();
        for (SessionToken token : tokens.subList(now.prompt().tokens().size(), tokens.size())) {
            place = added(place, token);
        }
        return place;
    }

    private TextPlace added(TextPlace from, SessionToken token) {
        TextPlace known = from.child(token.id());
        if (known != null) {
            return known;
        }
        StreamDecoder pieces = decoderAfter(from);
        decoded = null; // while it is ahead
        TextPlace place = next(from, token, pieces.append(token.id()));
        decoded = place;
        return place;
    }

    /// A decoder that has taken all tokens up to a place.
    private StreamDecoder decoderAfter(TextPlace place) {
        StreamDecoder current = decoder;
        if (current == null || decoded != place) {
            current = model.tokenizer().newDecoder();
            for (int id : place.keys().ids()) {
                current.append(id);
            }
            decoder = current;
            decoded = place;
        }
        return current;
    }

    private Reading reading(TextTrunk now, TextPlace place) {
        place.use(++clock);
        Reading known = readings.get(place.keys());
        if (known != null) {
            return known;
        }
        Hooks hooks = Hooks.of(watched, now.interventions());
        long start = System.nanoTime();
        float[] logits = room(place.keys().length()).logits(place.keys(), hooks);
        double ms = (System.nanoTime() - start) / 1e6;
        AttentionTrace attention = place.attention();
        if (attention == null) {
            attention = attended(now, place, hooks);
        }
        Reading reading =
                new Reading(
                        summary,
                        place.text(now.prompt()),
                        place.tokens(now.prompt()),
                        now.prompt().tokens().size(),
                        logits,
                        attention,
                        now.interventions(),
                        ms,
                        !ran,
                        vocabulary);
        ran = true;
        readings.put(place.keys(), reading);
        makeRoom(now);
        tellCost(now, ms);
        return reading;
    }

    /// The attention of a place that has just been read, and of those before it that were read with it.
    private AttentionTrace attended(TextTrunk now, TextPlace place, Hooks hooks) {
        int rows = hooks.cache().get(HookNames.block(0).v()).shape().dim(0);
        int held = place.keys().length() - rows;
        AttentionTrace attention =
                held == 0
                        ? AttentionTrace.of(config(), hooks.cache(), now.interventions())
                        : before(place, held).with(hooks.cache());
        for (TextPlace at = place; at != null && at.attention() == null; at = at.parent()) {
            at.attend(attention.first(at.keys().length()));
        }
        return attention;
    }

    /// The attention of the first tokens on the way to a place, which were read before.
    private static AttentionTrace before(TextPlace place, int length) {
        for (TextPlace at = place.parent(); at != null; at = at.parent()) {
            AttentionTrace attention = at.attention();
            if (attention != null) {
                return attention.first(length);
            }
        }
        throw new IllegalStateException("a token read before has no attention");
    }

    /// The reading of the beginning of the prompt.
    private Reading within(TextTrunk now, int length) {
        AttentionTrace whole = reading(now, now.root()).attention();
        KvNode keys = now.keys().get(length - 1);
        Reading known = readings.get(keys);
        if (known != null) {
            return known;
        }
        List<SessionToken> tokens = List.copyOf(now.prompt().tokens().subList(0, length));
        long start = System.nanoTime();
        float[] logits =
                WholeRun.isNeeded(now.interventions(), length)
                        ? WholeRun.logits(
                                transformer(), now.root().keys().ids(), length, now.interventions())
                        : room(length).logits(keys, Hooks.of(HookFilter.NONE, now.interventions()));
        double ms = (System.nanoTime() - start) / 1e6;
        Reading reading =
                new Reading(
                        summary,
                        decode(tokens),
                        tokens,
                        length,
                        logits,
                        whole.first(length),
                        now.interventions(),
                        ms,
                        false,
                        vocabulary);
        readings.put(keys, reading);
        tellCost(now, ms);
        return reading;
    }

    private String decode(List<SessionToken> tokens) {
        StreamDecoder pieces = model.tokenizer().newDecoder();
        int prefix = model.tokenizer().prefix().length;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < tokens.size(); i++) {
            String piece = pieces.append(tokens.get(i).id());
            text.append(i < prefix ? "" : piece);
        }
        return text.toString();
    }

    /// Drops the tokens that were not wanted for the longest time until the rest of them fits.
    private void makeRoom(TextTrunk now) {
        BranchMemory memory = new BranchMemory(config(), room(1));
        if (memory.bytes(places) <= branchBytes) {
            return;
        }
        List<TextPlace> others = now.root().notUsed(clock);
        int left = others.size();
        if (memory.bytes(left) <= branchBytes) {
            return;
        }
        for (TextPlace place : others) {
            if (memory.bytes(left) <= branchBytes - branchBytes / 4) {
                break;
            }
            drop(place);
            left--;
        }
        readings.forgetRemoved();
    }

    private void drop(TextPlace place) {
        places -= place.all().size();
        place.leave();
        room(1).remove(place.keys());
        decoder = null;
    }

    private void tellCost(TextTrunk now, double ms) {
        cost = now.cost(room(1), cost, ms);
    }

    @Override
    public void close() {
        readings.clear();
        trunk = null;
        if (texts != null) {
            texts.close();
            texts = null;
        }
    }
}
