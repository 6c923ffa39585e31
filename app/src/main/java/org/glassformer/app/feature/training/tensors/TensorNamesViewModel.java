package org.glassformer.app.feature.training.tensors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.glassformer.app.ui.control.TokenChoice;
import org.glassformer.engine.train.live.LiveRun;

/// The tensors of a run's model, to be found by name and layer.
///
/// @param names in the model's order
/// @param shapes as people read them, in the same order
record TensorNamesViewModel(List<String> names, List<String> shapes) {

    static final TensorNamesViewModel NONE = new TensorNamesViewModel(List.of(), List.of());

    private static final Pattern BLOCK = Pattern.compile("blocks\\.(\\d+)\\.(.+)");

    /// Copies the lists.
    TensorNamesViewModel {
        names = List.copyOf(names);
        shapes = List.copyOf(shapes);
    }

    /// Reads them, on the thread that trains.
    static TensorNamesViewModel of(LiveRun run) {
        List<String> names = run.tensors().names();
        return new TensorNamesViewModel(
                names,
                names.stream()
                        .map(name ->
                                Arrays.stream(run.tensors().shape(name).toArray())
                                        .mapToObj(Integer::toString)
                                        .collect(Collectors.joining(" × ")))
                        .toList());
    }

    /// The tensors whose names hold everything that was typed, a word or a number at a time: `1 wq` finds
    /// `blocks.1.wq`.
    List<TokenChoice> find(String typed) {
        String[] parts = typed.toLowerCase(Locale.ROOT).strip().split("[\\s.]+", -1);
        List<TokenChoice> found = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).toLowerCase(Locale.ROOT);
            if (Arrays.stream(parts).allMatch(part -> holds(name, part))) {
                found.add(new TokenChoice(i, names.get(i), shapes.get(i)));
            }
        }
        return found;
    }

    /// A number means a layer: 1 is not to find `blocks.10`.
    private static boolean holds(String name, String part) {
        boolean number = !part.isEmpty() && part.chars().allMatch(Character::isDigit);
        return number
                ? name.contains("." + part + ".") || name.endsWith(part)
                : name.contains(part);
    }

    /// The shape of a tensor as people read it; empty if there is none.
    String shape(String name) {
        int at = names.indexOf(name);
        return at < 0 ? "" : shapes.get(at);
    }

    /// The tensor so many places on, as far as there are tensors.
    String next(String name, int by) {
        return names.isEmpty()
                ? ""
                : names.get(Math.clamp((long) names.indexOf(name) + by, 0, names.size() - 1));
    }

    /// The same tensor so many layers on; the tensor itself where there is none.
    String layer(String name, int by) {
        Matcher block = BLOCK.matcher(name);
        if (!block.matches()) {
            return name;
        }
        int to = Integer.parseInt(block.group(1)) + by;
        String there = "blocks." + to + "." + block.group(2);
        return names.contains(there) ? there : name;
    }

    /// The tensor to begin with: one of the first layer's, in which there is most to be seen.
    String first() {
        return names.stream()
                .filter(name -> name.startsWith("blocks.0.") && !name.contains("ln"))
                .findFirst()
                .orElse(names.isEmpty() ? "" : names.getFirst());
    }
}
