package org.glassformer.engine.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.glassformer.engine.sampling.LogProbs;
import org.glassformer.engine.sampling.grammar.GrammarState;
import org.glassformer.engine.sampling.grammar.TokenMasks;
import org.jspecify.annotations.Nullable;

/// Beam search: of all continuations of the texts held, the likeliest are held on.
///
/// At each step every text offers its likeliest tokens, twice as many as there are beams and one for
/// each stop token; of all offers, the likeliest are continued, those with a stop token finish, and the
/// others are pruned and recorded. It ends when as many texts have finished as there are beams and none
/// that goes on has a better score, or at the maximum of tokens. Nothing is drawn: sampler chain and
/// seed do not count; grammar, stop texts and interventions do.
public final class BeamSearch {
    private final BranchTree tree;
    private final GenerationSettings settings;
    private final int beams;
    private final double lengthPenalty;
    private final StopTexts stopTexts;
    private final List<BeamNode> record = new ArrayList<>();
    private final List<Beam> finished = new ArrayList<>();
    private List<Live> live = new ArrayList<>();

    /// A text that goes on.
    private record Live(
            BranchNode node, int number, double total, @Nullable GrammarState grammar) {}

    /// A token that a text offers.
    private record Offer(Live from, int id, double logprob, double total) {}

    /// What a search found.
    ///
    /// @param beams the texts, the best score first
    /// @param nodes every token that was looked at
    /// @param cost of all
    public record Result(List<Beam> beams, List<BeamNode> nodes, BranchCost cost) {
        /// Copies the lists.
        public Result {
            beams = List.copyOf(beams);
            nodes = List.copyOf(nodes);
        }
    }

    private BeamSearch(
            BranchTree tree, GenerationSettings settings, int beams, double lengthPenalty) {
        this.tree = tree;
        this.settings = settings;
        this.beams = beams;
        this.lengthPenalty = lengthPenalty;
        this.stopTexts = new StopTexts(settings.stopTexts());
        TokenMasks masks = settings.grammar();
        live.add(new Live(tree.root(), -1, 0, masks == null ? null : masks.start()));
    }

    /// Searches.
    ///
    /// @param beams how many texts are held at once
    /// @param lengthPenalty 0 ranks by the probability of the text, 1 by the mean logprob of a token;
    ///     more favours longer texts
    /// @param goOn asked before every step; false ends the search with what there is
    /// @throws IllegalArgumentException if there is no beam, or as
    ///     [Generator#generate(int[], GenerationSettings, GenerationListener)]
    public static Result search(
            LanguageModel model,
            int[] promptIds,
            GenerationSettings settings,
            int beams,
            double lengthPenalty,
            BooleanSupplier goOn) {
        return search(
                model,
                promptIds,
                settings,
                beams,
                lengthPenalty,
                (BeamListener) looked -> goOn.getAsBoolean());
    }

    /// Searches, and tells what it looks at.
    ///
    /// @param beams how many texts are held at once
    /// @param lengthPenalty 0 ranks by the probability of the text, 1 by the mean logprob of a token;
    ///     more favours longer texts
    /// @param listener hears of every step
    /// @throws IllegalArgumentException if there is no beam, or as
    ///     [Generator#generate(int[], GenerationSettings, GenerationListener)]
    public static Result search(
            LanguageModel model,
            int[] promptIds,
            GenerationSettings settings,
            int beams,
            double lengthPenalty,
            BeamListener listener) {
        if (beams < 1) {
            throw new IllegalArgumentException("cannot search with " + beams + " beams");
        }
        try (BranchTree tree =
                new BranchTree(model, promptIds, settings.interventions(), settings.maxTokens())) {
            BeamSearch search = new BeamSearch(tree, settings, beams, lengthPenalty);
            search.run(listener);
            return new Result(search.finished, search.record, tree.cost());
        }
    }

    private void run(BeamListener listener) {
        List<BeamNode> looked = Collections.unmodifiableList(record);
        StopReason end = StopReason.MAX_TOKENS;
        for (int step = 1; step <= settings.maxTokens() && !live.isEmpty(); step++) {
            if (!listener.onStep(looked)) {
                end = StopReason.CANCELLED;
                break;
            }
            if (!tree.hasRoomAfter(live.getFirst().node)) {
                end = StopReason.CONTEXT_FULL;
                break;
            }
            step(step, listener);
            if (isDecided(step)) {
                live.clear();
            }
        }
        for (Live text : live) {
            int length = text.node.depth();
            finish(text.node, text.total, length, end, text.number, tree.finalText(text.node));
        }
        finished.sort(
                Comparator.comparingDouble((Beam beam) -> -beam.score())
                        .thenComparingInt(Beam::node));
        if (finished.size() > beams) {
            finished.subList(beams, finished.size()).clear();
        }
    }

    private boolean isDecided(int length) {
        if (finished.size() < beams) {
            return false;
        }
        double worst =
                finished.stream()
                        .map(Beam::score)
                        .sorted(Comparator.reverseOrder())
                        .skip(beams - 1L)
                        .findFirst()
                        .orElseThrow();
        return live.stream().allMatch(text -> score(text.total, length) <= worst);
    }

    private void step(int depth, BeamListener listener) {
        List<Offer> offers = new ArrayList<>();
        for (Live text : live) {
            offer(text, offers);
            listener.onRun();
        }
        offers.sort(Comparator.comparingDouble((Offer offer) -> -offer.total)); // stable
        int most = Math.min(offers.size(), 2 * beams + settings.stopTokens().size());
        List<Live> next = new ArrayList<>();
        for (Offer offer : offers.subList(0, most)) {
            boolean isStop = settings.stopTokens().contains(offer.id);
            boolean room = next.size() < beams;
            if (!room) {
                note(offer, depth, BeamNode.Fate.PRUNED);
            } else if (isStop) {
                int number = note(offer, depth, BeamNode.Fate.FINISHED);
                BranchNode node = offer.from.node;
                finish(
                        node,
                        offer.total,
                        depth,
                        StopReason.STOP_TOKEN,
                        number,
                        tree.finalText(node));
            } else {
                follow(offer, depth, next);
            }
        }
        Live[] before = live.toArray(Live[]::new);
        live = next;
        release(before);
    }

    private void follow(Offer offer, int depth, List<Live> next) {
        BranchNode node =
                tree.add(
                        offer.from.node, BranchNode.chosen(tree.logits(offer.from.node), offer.id));
        GrammarState before = offer.from.grammar;
        GrammarState grammar = before == null ? null : before.accept(offer.id);
        String text = tree.text(node);
        int stopAt = stopTexts.find(text, 0);
        if (stopAt >= 0 || (grammar != null && grammar.isFinished())) {
            int number = note(offer, depth, BeamNode.Fate.FINISHED);
            StopReason why = stopAt >= 0 ? StopReason.STOP_TEXT : StopReason.GRAMMAR_COMPLETE;
            String kept = stopAt >= 0 ? text.substring(0, stopAt) : tree.finalText(node);
            finish(node, offer.total, depth, why, number, kept);
        } else {
            int number = note(offer, depth, BeamNode.Fate.KEPT);
            next.add(new Live(node, number, offer.total, grammar));
        }
    }

    /// Takes texts that nothing continues out of the tree.
    private void release(Live[] before) {
        for (Live text : before) {
            BranchNode node = text.node;
            while (node.children().isEmpty() && node.parent().isPresent()) {
                BranchNode above = node.parent().get();
                tree.prune(node);
                node = above;
            }
        }
    }

    private void offer(Live text, List<Offer> offers) {
        float[] logits = tree.logits(text.node);
        GrammarState grammar = text.grammar;
        float[] left = grammar == null ? logits : Chooser.mask(logits, grammar);
        double total = LogProbs.logSumExp(logits);
        for (int id : largest(left, 2 * beams + settings.stopTokens().size())) {
            double logprob = logits[id] - total;
            offers.add(new Offer(text, id, logprob, text.total + logprob));
        }
    }

    /// The ids of the `count` largest finite values, the largest first, equal ones by id.
    private static int[] largest(float[] values, int count) {
        int[] ids = new int[Math.min(count, values.length)];
        int size = 0;
        for (int id = 0; id < values.length; id++) {
            float value = values[id];
            if (value == Float.NEGATIVE_INFINITY
                    || (size == ids.length && value <= values[ids[size - 1]])) {
                continue;
            }
            int at = size < ids.length ? size++ : size - 1;
            while (at > 0 && values[ids[at - 1]] < value) {
                ids[at] = ids[at - 1];
                at--;
            }
            ids[at] = id;
        }
        return Arrays.copyOf(ids, size);
    }

    private int note(Offer offer, int depth, BeamNode.Fate fate) {
        int number = record.size();
        record.add(
                new BeamNode(
                        number,
                        offer.from.number,
                        depth,
                        offer.id,
                        tree.model().tokenizer().label(offer.id),
                        offer.logprob,
                        offer.total,
                        fate));
        return number;
    }

    private void finish(
            BranchNode node, double total, int length, StopReason stop, int number, String text) {
        List<Integer> ids = node.path().stream().map(BranchNode::id).toList();
        finished.add(new Beam(ids, text, total, score(total, length), stop, number));
    }

    private double score(double total, int length) {
        return length == 0 ? 0 : total / Math.pow(length, lengthPenalty);
    }
}
