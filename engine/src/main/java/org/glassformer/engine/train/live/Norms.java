package org.glassformer.engine.train.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.model.Parameter;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.train.live.StepView.Backward;
import org.glassformer.engine.train.live.StepView.GroupNorm;
import org.glassformer.engine.train.live.StepView.TensorChange;
import org.glassformer.engine.train.live.StepView.TensorNorm;
import org.glassformer.engine.train.live.StepView.Update;

/// Measures gradients and changes, tensor by tensor and for tensors that belong together.
final class Norms {
    private Norms() {}

    /// What a tensor belongs to, such as `blocks.0.attn`, its norm included.
    static String group(String name) {
        if (!name.startsWith("blocks.")) {
            return name.startsWith("lnf") ? "lnf" : name;
        }
        int dot = name.lastIndexOf('.');
        String part = name.substring(dot + 1);
        boolean mlp = part.startsWith("ln2") || part.matches("[wb][123]");
        return name.substring(0, dot + 1) + (mlp ? "mlp" : "attn");
    }

    /// The gradients of a model.
    ///
    /// @param factor by which they were multiplied meanwhile
    static Backward gradients(Transformer model, double factor) {
        Backend backend = model.backend();
        List<TensorNorm> tensors = new ArrayList<>();
        Map<String, Double> groups = new LinkedHashMap<>();
        List<Parameter> all = model.parameters();
        double[] sizes = backend.sumsOfSquares(all.stream().map(Parameter::value).toList());
        double[] slopes = backend.sumsOfSquares(all.stream().map(Parameter::gradient).toList());
        double total = 0;
        for (int i = 0; i < all.size(); i++) {
            Parameter p = all.get(i);
            double squares = slopes[i] / (factor * factor);
            total += squares;
            String group = group(p.name());
            groups.merge(group, squares, Double::sum);
            tensors.add(
                    new TensorNorm(
                            p.name(),
                            group,
                            p.value().shape(),
                            Math.sqrt(squares),
                            Math.sqrt(sizes[i])));
        }
        return new Backward(Math.sqrt(total), tensors, roots(groups));
    }

    /// The change of a model since its weights were `before`.
    static Update change(Transformer model, List<float[]> before, double learningRate) {
        List<TensorChange> tensors = new ArrayList<>();
        Map<String, Double> groups = new LinkedHashMap<>();
        for (int i = 0; i < before.size(); i++) {
            Parameter p = model.parameters().get(i);
            float[] old = before.get(i);
            float[] now = model.backend().read(p.value());
            double change = 0;
            double size = 0;
            for (int j = 0; j < old.length; j++) {
                double difference = (double) now[j] - old[j];
                change += difference * difference;
                size += (double) old[j] * old[j];
            }
            String group = group(p.name());
            groups.merge(group, change, Double::sum);
            tensors.add(new TensorChange(p.name(), group, Math.sqrt(change), Math.sqrt(size)));
        }
        return new Update(learningRate, tensors, roots(groups));
    }

    private static List<GroupNorm> roots(Map<String, Double> squares) {
        return squares.entrySet().stream()
                .map(e -> new GroupNorm(e.getKey(), Math.sqrt(e.getValue())))
                .toList();
    }
}
