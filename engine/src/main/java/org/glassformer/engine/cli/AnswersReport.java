package org.glassformer.engine.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.glassformer.engine.generate.Answer;
import org.glassformer.engine.generate.Answers;
import org.glassformer.engine.generate.Beam;
import org.glassformer.engine.generate.BeamNode;
import org.glassformer.engine.generate.BeamSearch;
import org.glassformer.engine.generate.BranchCost;
import org.glassformer.engine.generate.GeneratedToken;
import org.glassformer.engine.generate.Generation;
import org.glassformer.engine.generate.StopReason;
import org.glassformer.engine.generate.Vote;

/// Prints several answers and what they cost.
final class AnswersReport {
    private AnswersReport() {}

    static void json(Json json, Answers answers) {
        json.objects(
                "answers",
                answers.ranked(),
                (Answer answer) -> {
                    Generation generation = answer.generation();
                    json.whole("number", answer.number());
                    json.whole("seed", answer.seed());
                    json.text("text", generation.text());
                    json.text("stop", name(generation.stop()));
                    json.number("logprob", generation.logprob());
                    json.number("average_logprob", generation.averageLogprob());
                    json.wholes(
                            "ids",
                            generation.tokens().stream().mapToInt(GeneratedToken::id).toArray());
                    json.number("ms", answer.ms());
                });
        cost(json, answers.cost());
    }

    static void json(Json json, Vote vote) {
        json.text("answer", vote.winner().orElse(""));
        json.objects(
                "votes",
                vote.tallies(),
                (Vote.Tally tally) -> {
                    json.text("answer", tally.answer());
                    json.wholes("numbers", ints(tally.numbers()));
                    json.number("share", tally.share());
                });
        json.wholes("without", ints(vote.without()));
    }

    static void json(Json json, BeamSearch.Result result) {
        json.objects(
                "beams",
                result.beams(),
                (Beam beam) -> {
                    json.text("text", beam.text());
                    json.wholes("ids", ints(beam.ids()));
                    json.number("logprob", beam.totalLogprob());
                    json.number("score", beam.score());
                    json.text("stop", name(beam.stop()));
                    json.whole("node", beam.node());
                });
        json.objects(
                "nodes",
                result.nodes(),
                (BeamNode node) -> {
                    json.whole("parent", node.parent());
                    json.whole("depth", node.depth());
                    json.whole("id", node.id());
                    json.text("text", node.piece());
                    json.number("logprob", node.logprob());
                    json.number("total", node.totalLogprob());
                    json.text("fate", node.fate().name().toLowerCase(Locale.ROOT));
                });
        cost(json, result.cost());
    }

    private static void cost(Json json, BranchCost cost) {
        json.object(
                "cost",
                () -> {
                    json.whole("prompt_tokens", cost.promptTokens());
                    json.whole("decoded_tokens", cost.decodedTokens());
                    json.whole("reused_tokens", cost.reusedTokens());
                    json.number("prefill_ms", cost.prefillMs());
                    json.number("decode_ms", cost.decodeMs());
                });
    }

    static void text(PrintWriter out, Answers answers) {
        for (Answer answer : answers.ranked()) {
            Generation generation = answer.generation();
            out.println(
                    "%.4f  seed %d, %d tokens, %s: %s"
                            .formatted(
                                    generation.averageLogprob(),
                                    answer.seed(),
                                    generation.tokens().size(),
                                    name(generation.stop()),
                                    generation.text()));
        }
    }

    static void text(PrintWriter out, Vote vote) {
        for (Vote.Tally tally : vote.tallies()) {
            out.println("%d  %s".formatted(tally.numbers().size(), tally.answer()));
        }
    }

    static void text(PrintWriter out, BeamSearch.Result result) {
        for (Beam beam : result.beams()) {
            out.println(
                    "%.4f  %d tokens, %s: %s"
                            .formatted(
                                    beam.score(),
                                    beam.ids().size(),
                                    name(beam.stop()),
                                    beam.text()));
        }
    }

    static String cost(BranchCost cost) {
        return "%d prompt tokens read once in %.1f ms, %d tokens computed after it in %.1f ms, %d shared by branches"
                .formatted(
                        cost.promptTokens(),
                        cost.prefillMs(),
                        cost.decodedTokens(),
                        cost.decodeMs(),
                        cost.reusedTokens());
    }

    private static String name(StopReason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }
}
