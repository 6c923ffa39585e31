package org.glassformer.engine.sampling;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The stages of a chain on their way into somebody else's settings.
final class SettingsOut {
    private final Map<Stage.Kind, Stage> stages = new EnumMap<>(Stage.Kind.class);
    private final List<Stage.Kind> order = new ArrayList<>();
    private final List<ChainWarning> warnings = new ArrayList<>();

    SettingsOut(SamplerChain chain) {
        for (Stage stage : chain.stages()) {
            if (stage.isNeutral()) {
                continue;
            }
            if (stages.putIfAbsent(stage.kind(), stage) == null) {
                order.add(stage.kind());
            } else {
                warn(ChainWarning.Kind.MORE_THAN_ONCE, stage.name());
            }
        }
    }

    /// The kinds of the stages that do something, as they act.
    List<Stage.Kind> order() {
        return order;
    }

    List<ChainWarning> warnings() {
        return warnings;
    }

    boolean has(Stage.Kind kind) {
        return stages.containsKey(kind);
    }

    /// The stage of a class, if it does something.
    <T extends Stage> Optional<T> get(Class<T> type) {
        return stages.values().stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    void warn(ChainWarning.Kind kind, String subject) {
        ChainWarning warning = new ChainWarning(kind, subject);
        if (!warnings.contains(warning)) {
            warnings.add(warning);
        }
    }

    void warnIf(boolean wrong, ChainWarning.Kind kind, Stage stage) {
        if (wrong) {
            warn(kind, stage.name());
        }
    }

    /// Warns of stages that the target lacks, and of those that it applies elsewhere.
    void compare(List<Stage.Kind> theirs) {
        int last = -1;
        for (Stage.Kind kind : order) {
            int at = theirs.indexOf(kind);
            if (at < 0) {
                warn(ChainWarning.Kind.NO_SUCH_STAGE, kind.stageName());
            } else if (at < last) {
                warn(ChainWarning.Kind.ORDER, kind.stageName());
            } else {
                last = at;
            }
        }
    }
}
