package org.glassformer.engine.train.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.glassformer.engine.model.Parameter;
import org.glassformer.engine.train.live.KeptSteps.KeptStep;
import org.jspecify.annotations.Nullable;

/// What a run keeps beside its state, as files in its folder: kept steps, and what probes showed.
///
/// A file has a name of its own for ever and is written before the state that names it; what no state
/// names any more is deleted after. So the state and what belongs to it are of one time line, whenever
/// the process ends.
final class KeptFiles {
    /// Bytes of kept steps that one saving writes at most: the state shall not wait for long.
    static final long AT_ONCE = 32L << 20;

    private static final Pattern NAME = Pattern.compile("(step-\\d+|probes)-(\\d+)\\.safetensors");

    private final Path folder;
    private final IdentityHashMap<KeptStep, String> steps = new IdentityHashMap<>();
    private @Nullable List<ProbeReadings> probes;
    private @Nullable String probesFile;
    private long next = 1;

    /// The names of the files that belong to a state.
    ///
    /// @param steps the files of kept steps, in order
    /// @param probes the file of the probes; null for none
    record Names(List<String> steps, @Nullable String probes) {}

    /// What is kept beside a state.
    ///
    /// @param steps in order
    /// @param probes with what they showed
    record Content(List<KeptStep> steps, List<ProbeReadings> probes) {
        static final Content NONE = new Content(List.of(), List.of());
    }

    /// @param folder for the files; need not exist
    KeptFiles(Path folder) {
        this.folder = folder;
    }

    /// Writes what is not written yet: the oldest kept steps first, which stay longest.
    ///
    /// @return the files of all that is written
    Names write(Content content, List<Parameter> parameters) throws IOException {
        Files.createDirectories(folder);
        long room = AT_ONCE;
        List<String> names = new ArrayList<>();
        for (KeptStep kept : content.steps()) {
            String name = steps.get(kept);
            if (name == null && room > 0) {
                name = "step-%d-%d.safetensors".formatted(kept.snapshot().step(), next++);
                StateFile.write(folder.resolve(name), kept, parameters);
                steps.put(kept, name);
                room -= kept.bytes();
            }
            if (name != null) {
                names.add(name);
            }
        }
        if (!content.probes().equals(probes)) {
            String name = null;
            if (!content.probes().isEmpty()) {
                name = "probes-%d.safetensors".formatted(next++);
                ProbesFile.write(folder.resolve(name), content.probes());
            }
            probes = content.probes();
            probesFile = name;
        }
        return new Names(names, probesFile);
    }

    /// Whether all of it is written.
    boolean complete(Content content) {
        return content.steps().stream().allMatch(steps::containsKey);
    }

    /// Deletes the files that no state names, drafts of a process that was ended too.
    void clean(Names names) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Set<String> needed = new HashSet<>(names.steps());
        if (names.probes() != null) {
            needed.add(names.probes());
        }
        steps.values().removeIf(name -> !needed.contains(name));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                boolean draft = name.startsWith(".");
                if (draft || (NAME.matcher(name).matches() && !needed.contains(name))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /// Reads the files of a state. What cannot be read is left out: the run itself does not need it.
    Content read(Names names, List<Parameter> parameters) {
        List<KeptStep> kept = new ArrayList<>();
        for (String name : names.steps()) {
            if (known(name)) {
                StateFile.tryRead(folder.resolve(name), parameters)
                        .ifPresent(step -> {
                            kept.add(step);
                            steps.put(step, name);
                        });
            }
        }
        List<ProbeReadings> read = List.of();
        String file = names.probes();
        if (file != null && known(file)) {
            read = ProbesFile.tryRead(folder.resolve(file));
            probes = read;
            probesFile = file;
        }
        return new Content(List.copyOf(kept), read);
    }

    /// Names in a state are not to be trusted: only those written here are opened.
    private boolean known(String name) {
        var match = NAME.matcher(name);
        if (!match.matches() || match.group(2).length() > 15) {
            return false;
        }
        next = Math.max(next, Long.parseLong(match.group(2)) + 1);
        return true;
    }
}
