package org.glassformer.app.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.glassformer.engine.generate.Beam;
import org.glassformer.engine.generate.BeamNode;
import org.glassformer.engine.generate.BeamSearch;
import org.glassformer.engine.generate.StopReason;
import org.jspecify.annotations.Nullable;

/// A beam search as far as it has come. Its nodes are numbered in the order of being looked at.
///
/// @param question what was asked
/// @param settings how it searched
/// @param nodes every token that was looked at
/// @param result what came of it; null while it searches
/// @param seconds all in all; not a number while it searches
public record Searched(
        Question question,
        BeamSettings settings,
        List<BeamNode> nodes,
        BeamSearch.@Nullable Result result,
        double seconds) {

    /// A text that was found.
    ///
    /// @param rank from 1, by its score
    /// @param score what it is ranked by
    /// @param total the natural logarithm of its probability
    /// @param tokens how many it has, a stop token not counted
    /// @param stop the name of the reason why it ended
    /// @param text what it says
    /// @param node the last of its tokens, a stop token counted
    public record Found(
            int rank, double score, double total, int tokens, String stop, String text, int node) {}

    /// Copies the list.
    public Searched {
        nodes = List.copyOf(nodes);
    }

    /// A search under way.
    public static Searched coming(Question question, BeamSettings settings, List<BeamNode> nodes) {
        return new Searched(question, settings, nodes, null, Double.NaN);
    }

    /// How many tokens were looked at.
    public int size() {
        return nodes.size();
    }

    /// The texts found, the best first; empty while it searches.
    public List<Found> found() {
        List<Found> found = new ArrayList<>();
        for (Beam beam : beams()) {
            found.add(
                    new Found(
                            found.size() + 1,
                            beam.score(),
                            beam.totalLogprob(),
                            beam.ids().size(),
                            beam.stop().name(),
                            beam.text(),
                            beam.node()));
        }
        return List.copyOf(found);
    }

    private List<Beam> beams() {
        return result == null ? List.of() : result.beams();
    }

    /// The node before a node; -1 after the prompt.
    public int parent(int node) {
        return nodes.get(node).parent();
    }

    /// How many tokens lead to a node, its own counted.
    public int depth(int node) {
        return nodes.get(node).depth();
    }

    /// The token of a node.
    public SessionToken token(int node) {
        return question.reading().vocabulary().token(nodes.get(node).id());
    }

    /// The natural logarithm of the probability of a node's token.
    public double logprob(int node) {
        return nodes.get(node).logprob();
    }

    /// The natural logarithm of the probability of all tokens up to a node.
    public double total(int node) {
        return nodes.get(node).totalLogprob();
    }

    /// What became of a node: the name of its fate.
    public String fate(int node) {
        return nodes.get(node).fate().name();
    }

    /// What a node's text is ranked by.
    public double score(int node) {
        return settings.score(total(node), depth(node));
    }

    private Optional<Beam> beam(int node) {
        return beams().stream().filter(beam -> beam.node() == node).findFirst();
    }

    /// Whether a text that was found ends with a node.
    public boolean isFound(int node) {
        return beam(node).isPresent();
    }

    /// The tokens from the prompt to a node; without the stop token where one ended the text.
    public List<Integer> path(int node) {
        List<Integer> ids = new ArrayList<>();
        for (int at = node; at >= 0; at = parent(at)) {
            ids.add(nodes.get(at).id());
        }
        List<Integer> path = ids.reversed();
        boolean ended = beam(node).map(beam -> beam.stop() == StopReason.STOP_TOKEN).orElse(false);
        return List.copyOf(ended ? path.subList(0, path.size() - 1) : path);
    }

    /// What the tokens from the prompt to a node say.
    public String text(int node) {
        return beam(node)
                .map(Beam::text)
                .orElseGet(() -> {
                    StringBuilder text = new StringBuilder();
                    TokenTexts vocabulary = question.reading().vocabulary();
                    path(node).forEach(id -> text.append(vocabulary.token(id).text()));
                    return text.toString();
                });
    }

    /// How many tokens the model would have run for all texts found, each written alone.
    public long alone() {
        long tokens = 0;
        for (Beam beam : beams()) {
            int last = beam.stop() == StopReason.STOP_TOKEN || beam.ids().isEmpty() ? 0 : 1;
            tokens += (long) question.reading().tokens().size() + beam.ids().size() - last;
        }
        return tokens;
    }
}
