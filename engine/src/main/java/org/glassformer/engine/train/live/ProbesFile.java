package org.glassformer.engine.train.live;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.glassformer.engine.format.Safetensors;
import org.glassformer.engine.format.SafetensorsWriter;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.train.TrainingException;
import org.glassformer.engine.train.live.Probe.Head;
import org.glassformer.engine.train.live.ProbeResult.Pattern;
import tools.jackson.databind.json.JsonMapper;

/// Probes and what they showed in a safetensors file: of probe i `i.probabilities`, (R, V), and
/// `i.patterns`, (R, H, T, T), for its R readings and H heads; the rest as metadata.
final class ProbesFile {
    private static final String ABOUT = "probes";

    private ProbesFile() {}

    /// A probe without its numbers.
    @SuppressWarnings("ArrayRecordComponent") // read and written at once
    private record About(Probe probe, long every, int[] prompt, List<Written> written) {}

    /// What was written after the prompt at a step.
    @SuppressWarnings("ArrayRecordComponent") // read and written at once
    private record Written(int step, int[] tokens, String text) {}

    static void write(Path file, List<ProbeReadings> probes) {
        List<About> about = new ArrayList<>();
        SafetensorsWriter writer = new SafetensorsWriter();
        for (int i = 0; i < probes.size(); i++) {
            ProbeReadings each = probes.get(i);
            List<ProbeResult> results = each.results();
            int[] prompt = results.isEmpty() ? new int[0] : results.getFirst().prompt();
            about.add(
                    new About(
                            each.probe(),
                            each.every(),
                            prompt,
                            results.stream()
                                    .map(r -> new Written(r.step(), r.written(), r.text()))
                                    .toList()));
            if (!results.isEmpty()) {
                int vocabulary = results.getFirst().probabilities().length;
                writer.add(
                        i + ".probabilities",
                        DType.F32,
                        Shape.of(results.size(), vocabulary),
                        () -> joined(results.stream().map(ProbeResult::probabilities).toList()));
                int heads = each.probe().heads().size();
                if (heads > 0) {
                    writer.add(
                            i + ".patterns",
                            DType.F32,
                            Shape.of(results.size(), heads, prompt.length, prompt.length),
                            () ->
                                    joined(
                                            results.stream()
                                                    .flatMap(r -> r.patterns().stream())
                                                    .map(Pattern::weights)
                                                    .toList()));
                }
            }
        }
        writer.metadata(ABOUT, JsonMapper.shared().writeValueAsString(about)).write(file);
    }

    private static float[] joined(List<float[]> parts) {
        float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    /// Reads probes; none if the file is missing or broken.
    static List<ProbeReadings> tryRead(Path path) {
        try (Safetensors file = Safetensors.open(path)) {
            String json = file.metadata().getOrDefault(ABOUT, "[]");
            About[] about = JsonMapper.shared().readValue(json, About[].class);
            List<ProbeReadings> probes = new ArrayList<>();
            for (int i = 0; i < about.length; i++) {
                probes.add(
                        new ProbeReadings(
                                about[i].probe(), about[i].every(), results(file, i, about[i])));
            }
            return List.copyOf(probes);
        } catch (RuntimeException e) {
            return List.of(); // whatever is wrong with the file, the run does not need it
        }
    }

    private static List<ProbeResult> results(Safetensors file, int index, About about) {
        int count = about.written().size();
        if (count == 0) {
            return List.of();
        }
        float[] probabilities = file.tensor(index + ".probabilities").toFloats();
        List<Head> heads = about.probe().heads();
        float[] patterns =
                heads.isEmpty() ? new float[0] : file.tensor(index + ".patterns").toFloats();
        int time = about.prompt().length;
        int vocabulary = probabilities.length / count;
        if (patterns.length != (long) count * heads.size() * time * time
                || probabilities.length != (long) count * vocabulary) {
            throw new TrainingException("the probes do not have the sizes they say");
        }
        List<ProbeResult> results = new ArrayList<>();
        for (int r = 0; r < count; r++) {
            List<Pattern> shown = new ArrayList<>();
            for (int h = 0; h < heads.size(); h++) {
                int from = (r * heads.size() + h) * time * time;
                shown.add(
                        new Pattern(
                                heads.get(h),
                                Arrays.copyOfRange(patterns, from, from + time * time)));
            }
            Written written = about.written().get(r);
            results.add(
                    new ProbeResult(
                            written.step(),
                            about.prompt(),
                            Arrays.copyOfRange(probabilities, r * vocabulary, (r + 1) * vocabulary),
                            written.tokens(),
                            written.text(),
                            shown));
        }
        return results;
    }
}
