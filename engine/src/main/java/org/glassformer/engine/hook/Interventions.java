package org.glassformer.engine.hook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The interventions of one run, in the order in which they are applied.
public record Interventions(List<Intervention> list) {
    /// Changes nothing.
    public static final Interventions NONE = new Interventions(List.of());

    private static final Pattern HEAD =
            Pattern.compile("(ablate|mean|scale):(\\d{1,6}|\\*)\\.(\\d{1,6}|\\*)(?:=(.+))?");
    private static final Pattern CUT =
            Pattern.compile("cut:(\\d{1,6}|\\*)\\.(\\d{1,6}|\\*):(\\d{1,9})>(\\d{1,9})");
    private static final Pattern NEURON =
            Pattern.compile("neuron:(\\d{1,6})\\.(\\d{1,8})(?:=(.+))?");
    private static final Pattern MLP = Pattern.compile("mlp:(\\d{1,6}|\\*)(?:=(.+))?");
    private static final String MEAN = "mean";
    private static final Pattern MASK = Pattern.compile("mask:(\\d{1,9})");

    /// Copies the list.
    public Interventions {
        list = List.copyOf(list);
    }

    /// Reads specifications such as `ablate:3.5`, `mean:3.*`, `scale:3.5=0.5`, `cut:3.5:7>2`,
    /// `mask:0`, `neuron:0.123`, `neuron:0.123=mean`, `neuron:0.123=0.5`, `mlp:2`, `mlp:*=0.5` and
    /// `mlp:2=mean`.
    ///
    /// @throws IllegalArgumentException with one sentence if a specification cannot be read
    public static Interventions parse(List<String> specs) {
        return new Interventions(specs.stream().map(Interventions::parse).toList());
    }

    /// Reads one specification.
    ///
    /// @throws IllegalArgumentException with one sentence if it cannot be read
    public static Intervention parse(String spec) {
        Matcher head = HEAD.matcher(spec);
        if (head.matches()) {
            int layer = index(head.group(2));
            int number = index(head.group(3));
            String factor = head.group(4);
            boolean scale = head.group(1).equals("scale");
            if (scale == (factor != null)) {
                return switch (head.group(1)) {
                    case "ablate" -> new Intervention.ScaleHead(layer, number, 0);
                    case "mean" -> new Intervention.MeanHead(layer, number);
                    default -> new Intervention.ScaleHead(layer, number, factor(spec, factor));
                };
            }
        }
        Matcher cut = CUT.matcher(spec);
        if (cut.matches()) {
            int query = Integer.parseInt(cut.group(3));
            int key = Integer.parseInt(cut.group(4));
            if (key > query) {
                throw new IllegalArgumentException(
                        "'" + spec + "': query " + query + " never sees the later key " + key);
            }
            return new Intervention.CutEdge(index(cut.group(1)), index(cut.group(2)), query, key);
        }
        Matcher neuron = NEURON.matcher(spec);
        if (neuron.matches()) {
            int layer = Integer.parseInt(neuron.group(1));
            int number = Integer.parseInt(neuron.group(2));
            String with = neuron.group(3);
            return MEAN.equals(with)
                    ? new Intervention.MeanNeuron(layer, number)
                    : new Intervention.ScaleNeuron(
                            layer, number, with == null ? 0 : factor(spec, with));
        }
        Matcher mlp = MLP.matcher(spec);
        if (mlp.matches()) {
            int layer = index(mlp.group(1));
            String with = mlp.group(2);
            return MEAN.equals(with)
                    ? new Intervention.MeanMlp(layer)
                    : new Intervention.ScaleMlp(layer, with == null ? 0 : factor(spec, with));
        }
        Matcher mask = MASK.matcher(spec);
        if (mask.matches()) {
            return new Intervention.MaskKey(Integer.parseInt(mask.group(1)));
        }
        throw new IllegalArgumentException(
                "'"
                        + spec
                        + "' is no intervention: expected ablate:L.H, mean:L.H, scale:L.H=FACTOR,"
                        + " cut:L.H:QUERY>KEY, mask:KEY, neuron:L.N or mlp:L (=FACTOR or =mean after"
                        + " these two), with * for all layers or heads");
    }

    /// The specification that [#parse(String)] reads as an intervention; empty for those that none can express: a patch,
    /// and a mean over a number of positions.
    public static Optional<String> spec(Intervention intervention) {
        return switch (intervention) {
            case Intervention.ScaleHead i ->
                    Optional.of(
                            i.factor() == 0
                                    ? "ablate:" + head(i.layer(), i.head())
                                    : "scale:" + head(i.layer(), i.head()) + "=" + i.factor());
            case Intervention.MeanHead i ->
                    i.over() == Intervention.ALL
                            ? Optional.of("mean:" + head(i.layer(), i.head()))
                            : Optional.empty();
            case Intervention.CutEdge i ->
                    Optional.of(
                            "cut:" + head(i.layer(), i.head()) + ":" + i.query() + ">" + i.key());
            case Intervention.MaskKey i -> Optional.of("mask:" + i.key());
            case Intervention.ScaleNeuron i ->
                    Optional.of("neuron:" + i.layer() + "." + i.neuron() + times(i.factor()));
            case Intervention.MeanNeuron i ->
                    i.over() == Intervention.ALL
                            ? Optional.of("neuron:" + i.layer() + "." + i.neuron() + "=" + MEAN)
                            : Optional.empty();
            case Intervention.ScaleMlp i ->
                    Optional.of("mlp:" + number(i.layer()) + times(i.factor()));
            case Intervention.MeanMlp i ->
                    i.over() == Intervention.ALL
                            ? Optional.of("mlp:" + number(i.layer()) + "=" + MEAN)
                            : Optional.empty();
            case Intervention.PatchResidual i -> Optional.empty();
        };
    }

    private static String times(float factor) {
        return factor == 0 ? "" : "=" + factor;
    }

    private static String head(int layer, int head) {
        return number(layer) + "." + number(head);
    }

    private static String number(int index) {
        return index == Intervention.ALL ? "*" : Integer.toString(index);
    }

    /// Whether attention scores of a layer are changed.
    public boolean changesScores(int layer) {
        return !those(Intervention.class, i -> changesScores(i, layer)).isEmpty();
    }

    private static boolean changesScores(Intervention intervention, int layer) {
        return switch (intervention) {
            case Intervention.CutEdge cut -> Intervention.covers(cut.layer(), layer);
            case Intervention.MaskKey mask -> true;
            case Intervention.ScaleHead scale -> false;
            case Intervention.MeanHead mean -> false;
            case Intervention.OfMlp mlp -> false;
            case Intervention.PatchResidual patch -> false;
        };
    }

    /// The interventions on the outputs of a layer's heads.
    public List<Intervention> onHeads(int layer) {
        return those(Intervention.class, i -> changesHeads(i, layer));
    }

    private static boolean changesHeads(Intervention intervention, int layer) {
        return switch (intervention) {
            case Intervention.ScaleHead scale -> Intervention.covers(scale.layer(), layer);
            case Intervention.MeanHead mean -> Intervention.covers(mean.layer(), layer);
            case Intervention.CutEdge cut -> false;
            case Intervention.MaskKey mask -> false;
            case Intervention.OfMlp mlp -> false;
            case Intervention.PatchResidual patch -> false;
        };
    }

    /// The interventions on the MLP of a layer and its neurons.
    public List<Intervention.OfMlp> onMlp(int layer) {
        return those(Intervention.OfMlp.class, i -> Intervention.covers(i.layer(), layer));
    }

    /// Those that put a mean in the place of what a part of the model gives.
    public List<Intervention.Mean> means() {
        return those(Intervention.Mean.class, i -> true);
    }

    /// The residuals that are patched at a place of a layer.
    public List<Intervention.PatchResidual> patches(int layer, ResidualPlace place) {
        return those(
                Intervention.PatchResidual.class, i -> i.layer() == layer && i.place() == place);
    }

    /// Asked some times in every layer for every token, so without a stream.
    private <T> List<T> those(Class<T> type, Predicate<T> which) {
        List<T> found = new ArrayList<>();
        for (Intervention intervention : list) {
            if (type.isInstance(intervention) && which.test(type.cast(intervention))) {
                found.add(type.cast(intervention));
            }
        }
        return found;
    }

    /// Checks that everything named exists.
    ///
    /// @throws IllegalArgumentException with one sentence if not
    public void check(int nLayer, int nHead, int nEmbd, int ffnSize) {
        for (Intervention intervention : list) {
            switch (intervention) {
                case Intervention.ScaleHead i -> checkHead(i.layer(), i.head(), nLayer, nHead);
                case Intervention.MeanHead i -> checkHead(i.layer(), i.head(), nLayer, nHead);
                case Intervention.CutEdge i -> checkHead(i.layer(), i.head(), nLayer, nHead);
                case Intervention.MaskKey i -> {}
                case Intervention.ScaleNeuron i ->
                        checkNeuron(i.layer(), i.neuron(), nLayer, ffnSize);
                case Intervention.MeanNeuron i ->
                        checkNeuron(i.layer(), i.neuron(), nLayer, ffnSize);
                case Intervention.ScaleMlp i -> checkNeuron(i.layer(), 0, nLayer, ffnSize);
                case Intervention.MeanMlp i -> checkNeuron(i.layer(), 0, nLayer, ffnSize);
                case Intervention.PatchResidual i -> checkPatch(i, nLayer, nEmbd);
            }
        }
    }

    private static void checkHead(int layer, int head, int nLayer, int nHead) {
        if (layer >= nLayer || head >= nHead) {
            throw new IllegalArgumentException(
                    "there is no head "
                            + layer
                            + "."
                            + head
                            + ": the model has layers 0 to "
                            + (nLayer - 1)
                            + " with heads 0 to "
                            + (nHead - 1));
        }
    }

    private static void checkNeuron(int layer, int neuron, int nLayer, int ffnSize) {
        if (layer >= nLayer || neuron >= ffnSize) {
            throw new IllegalArgumentException(
                    "there is no neuron "
                            + layer
                            + "."
                            + neuron
                            + ": the model has layers 0 to "
                            + (nLayer - 1)
                            + " with neurons 0 to "
                            + (ffnSize - 1));
        }
    }

    private static void checkPatch(Intervention.PatchResidual patch, int nLayer, int nEmbd) {
        if (patch.layer() >= nLayer) {
            throw new IllegalArgumentException(
                    "there is no layer "
                            + patch.layer()
                            + " to patch: the model has layers 0 to "
                            + (nLayer - 1));
        }
        if (patch.value().size() != nEmbd) {
            throw new IllegalArgumentException(
                    "a residual of "
                            + patch.value().size()
                            + " channels does not fit the model's "
                            + nEmbd);
        }
    }

    /// The same, with every mean over a whole text taken over its first `positions` instead, so that
    /// the text can grow.
    public Interventions withMeansOver(int positions) {
        List<Intervention> bound = new ArrayList<>();
        for (Intervention i : list) {
            bound.add(
                    i instanceof Intervention.Mean mean && mean.over() == Intervention.ALL
                            ? mean.withOver(positions)
                            : i);
        }
        return new Interventions(bound);
    }

    /// These and one more.
    public Interventions with(Intervention more) {
        List<Intervention> longer = new ArrayList<>(list);
        longer.add(more);
        return new Interventions(longer);
    }

    /// These without the ones that match.
    public Interventions without(Predicate<Intervention> which) {
        return new Interventions(list.stream().filter(which.negate()).toList());
    }

    private static int index(String text) {
        return text.equals("*") ? Intervention.ALL : Integer.parseInt(text);
    }

    private static float factor(String spec, String text) {
        try {
            float factor = Float.parseFloat(text);
            if (Float.isFinite(factor)) {
                return factor;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + spec + "': '" + text + "' is no number", e);
        }
        throw new IllegalArgumentException("'" + spec + "': the factor must be finite");
    }
}
