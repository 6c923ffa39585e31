package org.glassformer.app.feature.models.files;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.glassformer.app.feature.models.files.TypeRowViewModel.Fit;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.tensor.DType;

/// The types that a model can be rounded to, before anything is measured.
final class TypeOffersViewModel {

    private static final List<DType> TYPES =
            List.of(
                    DType.F32,
                    DType.F16,
                    DType.BF16,
                    DType.Q8_0,
                    DType.Q6_K,
                    DType.Q4_K,
                    DType.Q4_0);

    private TypeOffersViewModel() {}

    /// The model as it is, then the other types.
    static List<TypeRowViewModel> of(Transformer model) {
        Map<DType, Long> now = model.weightTypes();
        double parameters = model.parameterCount();
        long vectors = model.packedTypes(DType.F16).getOrDefault(DType.F32, 0L);
        List<TypeRowViewModel> rows = new ArrayList<>();
        TypeRowViewModel same = null;
        for (DType type : TYPES) {
            Map<DType, Long> then = model.packedTypes(type);
            Fit fit = fit(type, now, then, vectors);
            long bytes = sum(fit == Fit.SAME ? now : then);
            TypeRowViewModel row =
                    new TypeRowViewModel(
                            type, type.name(), bytes, 8 * bytes / parameters, fit, null);
            if (fit == Fit.SAME) {
                same = row;
            } else {
                rows.add(row);
            }
        }
        if (same == null) {
            String name = now.keySet().stream().map(DType::name).collect(Collectors.joining(" + "));
            long bytes = sum(now);
            same = new TypeRowViewModel(null, name, bytes, 8 * bytes / parameters, Fit.SAME, null);
        }
        rows.addFirst(same);
        return List.copyOf(rows);
    }

    private static Fit fit(DType type, Map<DType, Long> now, Map<DType, Long> then, long vectors) {
        if (!then.containsKey(type)) {
            return Fit.NOTHING;
        }
        boolean main = now.keySet().iterator().next() == type; // the largest part is the first
        if (main && EnumSet.of(type, DType.F32).containsAll(now.keySet())) {
            return Fit.SAME;
        }
        if (sum(then) > sum(now)) {
            return Fit.LARGER;
        }
        boolean all = type == DType.F32 || then.getOrDefault(DType.F32, 0L) <= vectors;
        return all ? Fit.SMALLER : Fit.PARTLY;
    }

    private static long sum(Map<DType, Long> bytes) {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }
}
