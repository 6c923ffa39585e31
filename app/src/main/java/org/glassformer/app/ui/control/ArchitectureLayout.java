package org.glassformer.app.ui.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.geometry.Rectangle2D;
import org.glassformer.app.ui.control.ArchitectureData.Branch;
import org.glassformer.app.ui.control.ArchitectureData.Item;
import org.glassformer.app.ui.control.ArchitectureData.Operation;
import org.glassformer.app.ui.control.ArchitectureData.Sum;
import org.glassformer.app.ui.control.ArchitectureData.Weights;
import org.glassformer.app.ui.control.ArchitectureData.Wire;

/// Where everything of an architecture is: the trunk from top to bottom on the left, and the block in a frame beside it, in
/// which the stream runs down and each branch from left to right. What room is left over widens boxes and gaps. In pixels.
final class ArchitectureLayout {

    private static final double WIDEST = 1.3;
    private static final double HIGHEST = 1.25;

    /// An item and where it is.
    record Place(Item item, Rectangle2D at) {

        double middleX() {
            return (at.getMinX() + at.getMaxX()) / 2;
        }

        double middleY() {
            return (at.getMinY() + at.getMaxY()) / 2;
        }
    }

    /// A line on which numbers flow, with an arrow at its end if it leads into something.
    ///
    /// @param xs places along
    /// @param ys places down
    /// @param arrow whether it ends in an arrow
    /// @param ends what it connects; nothing for the stream
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Way(double[] xs, double[] ys, boolean arrow, List<Place> ends) {}

    /// Where two things are added.
    record Plus(double x, double y) {}

    private final ArchitectureData data;
    private final ArchitectureMeasures measures;
    private final double unit;
    private final List<Place> places = new ArrayList<>();
    private final List<Way> ways = new ArrayList<>();
    private final List<Plus> sums = new ArrayList<>();
    private Rectangle2D stack = Rectangle2D.EMPTY;
    private Rectangle2D frame = Rectangle2D.EMPTY;
    private double streamX;

    private ArchitectureLayout(ArchitectureData data, ArchitectureMeasures measures) {
        this.data = data;
        this.measures = measures;
        unit = measures.unit();
    }

    /// Lays out in a room; what does not fit is narrower than it should be.
    static ArchitectureLayout of(
            ArchitectureData data, ArchitectureMeasures measures, double width, double height) {
        ArchitectureLayout made = new ArchitectureLayout(data, measures);
        if (data.layers() > 0) {
            double trunk = Math.min(made.trunkWidth(), 0.36 * width);
            made.trunk(trunk, height);
            double left = trunk + 2 * made.unit;
            made.frame = new Rectangle2D(left, 0.5, Math.max(1, width - left - 1), height - 1);
            made.block();
        }
        return made;
    }

    /// Whether it has the room that its texts need.
    static boolean fits(
            ArchitectureData data, ArchitectureMeasures measures, double width, double height) {
        ArchitectureLayout made = new ArchitectureLayout(data, measures);
        double branches = 0;
        for (Branch branch : data.branches()) {
            branches = Math.max(branches, measures.width(branch));
        }
        double unit = made.unit;
        double wide = made.trunkWidth() + 2 * unit + 3.7 * unit + branches;
        return wide <= width
                && made.trunkHeight() <= height - data.before().size() - data.after().size()
                && made.blockHeight() <= height
                && made.trunkWidth() <= 0.36 * width;
    }

    private double trunkWidth() {
        double widest = 0;
        for (Item item : trunk()) {
            widest = Math.max(widest, measures.width(item, true));
        }
        return widest;
    }

    private List<Item> trunk() {
        List<Item> items = new ArrayList<>(data.before());
        items.addAll(data.after());
        return items;
    }

    private double trunkHeight() {
        double boxes = 0;
        for (Item item : trunk()) {
            boxes += measures.height(item, true);
        }
        return boxes + leastStack() + trunkGaps() * unit;
    }

    /// Gaps of the trunk; a sum lies in one.
    private int trunkGaps() {
        return (int) trunk().stream().filter(item -> !(item instanceof Sum)).count();
    }

    private double leastStack() {
        return measures.stack(data.layers());
    }

    private double blockHeight() {
        double bands = 0;
        for (Branch branch : data.branches()) {
            bands += measures.height(branch) + 2.2 * unit;
        }
        return 2.6 * unit + bands + unit;
    }

    private void trunk(double width, double height) {
        double room = height - trunk().size();
        double spare = Math.max(0, room - trunkHeight());
        double most = Math.max(0, Math.min(data.layers(), 24) * 1.5 * unit - leastStack());
        double stackHigh = leastStack() + Math.min(most, 0.6 * spare);
        double left = spare - (stackHigh - leastStack());
        double gap = unit + Math.min(1.5 * unit, left / Math.max(1, trunkGaps()));
        double used = trunkHeight() + stackHigh - leastStack() + trunkGaps() * (gap - unit);
        double y = Math.max(0, (height - used) / 2);
        Place last = null;
        boolean sum = false;
        for (Item item : data.before()) {
            if (item instanceof Sum) {
                sum = true;
                continue;
            }
            Place next = place(item, 0, y, width, measures.height(item, true));
            if (last != null) {
                down(last, next.middleX(), last.at().getMaxY(), next.at().getMinY(), !sum, next);
                if (sum) {
                    double middle = (last.at().getMaxY() + next.at().getMinY()) / 2;
                    sums.add(new Plus(next.middleX(), middle));
                }
            }
            sum = false;
            last = next;
            y = next.at().getMaxY() + gap;
        }
        stack = new Rectangle2D(0, y, width, stackHigh);
        if (last != null) {
            down(last, width / 2, last.at().getMaxY(), y + label() - 2, true, last);
        }
        y += stackHigh;
        last = null;
        for (Item item : data.after()) {
            Place next = place(item, 0, y + gap, width, measures.height(item, true));
            down(last == null ? next : last, width / 2, y, next.at().getMinY(), true, next);
            last = next;
            y = next.at().getMaxY();
        }
    }

    private void down(Place from, double x, double top, double bottom, boolean arrow, Place to) {
        way(new double[] {x, x}, new double[] {top, bottom}, arrow, List.of(from, to));
    }

    private void way(double[] xs, double[] ys, boolean arrow, List<Place> ends) {
        ways.add(new Way(xs, ys, arrow, ends));
    }

    private Place place(Item item, double x, double y, double width, double height) {
        Rectangle2D at =
                new Rectangle2D(
                        Math.rint(x),
                        Math.rint(y),
                        Math.max(1, Math.rint(width)),
                        Math.max(1, Math.rint(height)));
        Place made = new Place(item, at);
        places.add(made);
        return made;
    }

    private void block() {
        streamX = Math.rint(frame.getMinX() + 1.3 * unit);
        double left = streamX + 1.6 * unit + (data.parallel() ? 0.9 * unit : 0);
        double right = frame.getMaxX() - 0.8 * unit;
        double spare = Math.max(0, frame.getHeight() - blockHeight());
        int bands = data.branches().size();
        double bandsHigh = 0;
        for (Branch branch : data.branches()) {
            bandsHigh += measures.height(branch);
        }
        double stretch = Math.min(HIGHEST, 1 + 0.5 * spare / Math.max(1, bandsHigh));
        double extra = (spare - (stretch - 1) * bandsHigh) / (2 * bands + 1);
        double y = frame.getMinY() + 2.6 * unit + extra;
        double top = frame.getMinY() + 1.9 * unit;
        double tapY = Math.min(y - 0.6 * unit, top + 0.8 * unit);
        double before = frame.getMinY();
        for (int i = 0; i < bands; i++) {
            Branch branch = data.branches().get(i);
            double high = stretch * measures.height(branch);
            double back = y + high + unit + Math.min(extra, unit);
            List<List<Place>> stages = stages(branch, left, right, y, high, stretch);
            double middle = y + high / 2;
            boolean tapped = data.parallel() && i > 0;
            double tapX = streamX + 1.1 * unit;
            double[] xs = tapped ? new double[] {streamX, tapX, tapX} : new double[] {streamX};
            double[] ys = tapped ? new double[] {tapY, tapY, middle} : new double[] {middle};
            into(stages.getFirst(), xs, ys, middle);
            for (int s = 1; s < stages.size(); s++) {
                between(stages.get(s - 1), stages.get(s));
            }
            Place last = stages.getLast().getFirst();
            way(
                    new double[] {last.middleX(), last.middleX(), streamX + 0.55 * unit},
                    new double[] {last.at().getMaxY(), back, back},
                    true,
                    List.of(last));
            sums.add(new Plus(streamX, back));
            way(new double[] {streamX, streamX}, new double[] {before, back}, false, List.of());
            before = back;
            y = back + 1.2 * unit + 2 * extra - Math.min(extra, unit);
        }
        way(
                new double[] {streamX, streamX},
                new double[] {before, frame.getMaxY() - 2},
                true,
                List.of());
    }

    /// Puts the stages of a branch beside each other over the whole width.
    private List<List<Place>> stages(
            Branch branch, double left, double right, double top, double high, double stretch) {
        double room = right - left;
        double wanted = measures.width(branch);
        int gaps = branch.stages().size() - 1;
        double boxes = wanted - gaps * 1.3 * unit;
        double free = room - wanted;
        double wider =
                free < 0
                        ? Math.max(0.3, (room - gaps * unit) / boxes)
                        : Math.min(WIDEST, 1 + 0.55 * free / boxes);
        double gap = gaps == 0 ? 0 : (room - boxes * wider) / gaps;
        List<List<Place>> made = new ArrayList<>();
        double x = left;
        for (List<Item> stage : branch.stages()) {
            double width = measures.width(stage) * wider;
            List<Place> here = new ArrayList<>();
            if (stage.getFirst() instanceof Operation operation && stage.size() == 1) {
                here.add(place(operation, x, top, width, high));
            } else {
                double y = top + (high - stretch * measures.height(stage)) / 2;
                for (Item item : stage) {
                    double box = stretch * measures.box(false);
                    here.add(place(item, x, y, width, box));
                    y += box + stretch * 0.5 * unit;
                }
            }
            made.add(here);
            x += width + gap;
        }
        return made;
    }

    /// From the stream into the first stage.
    private void into(List<Place> stage, double[] xs, double[] ys, double middle) {
        Place first = stage.getFirst();
        int n = xs.length;
        double[] alongX = Arrays.copyOf(xs, n + 1);
        double[] alongY = Arrays.copyOf(ys, n + 1);
        alongX[n] = first.at().getMinX();
        alongY[n] = middle;
        way(alongX, alongY, true, List.of(first));
    }

    /// From each place of a stage to what it flows into.
    private void between(List<Place> from, List<Place> to) {
        for (int i = 0; i < Math.max(from.size(), to.size()); i++) {
            Place a = from.get(Math.min(i, from.size() - 1));
            Place b = to.get(Math.min(i, to.size() - 1));
            double x0 = a.item() instanceof Wire ? a.at().getMinX() : a.at().getMaxX();
            double x1 = b.at().getMinX();
            boolean tall = b.at().getMinY() <= a.middleY() && a.middleY() <= b.at().getMaxY();
            boolean out = a.at().getMinY() <= b.middleY() && b.middleY() <= a.at().getMaxY();
            boolean into = !(b.item() instanceof Wire);
            if (tall && to.size() <= from.size()) {
                straight(x0, x1, a.middleY(), into, a, b);
            } else if (out && from.size() == 1 && a.item() instanceof Operation) {
                straight(x0, x1, b.middleY(), into, a, b);
            } else {
                double x = Math.rint((x0 + x1) / 2);
                way(
                        new double[] {x0, x, x, x1},
                        new double[] {a.middleY(), a.middleY(), b.middleY(), b.middleY()},
                        into,
                        List.of(a, b));
            }
        }
    }

    private void straight(double x0, double x1, double y, boolean into, Place a, Place b) {
        way(new double[] {x0, x1}, new double[] {y, y}, into, List.of(a, b));
    }

    List<Place> places() {
        return places;
    }

    List<Way> ways() {
        return ways;
    }

    List<Plus> sums() {
        return sums;
    }

    /// Where the slabs of the blocks are, their number above them.
    Rectangle2D stack() {
        return stack;
    }

    /// The frame of the block in full.
    Rectangle2D frame() {
        return frame;
    }

    /// The stream in the frame.
    double streamX() {
        return streamX;
    }

    ArchitectureMeasures measures() {
        return measures;
    }

    /// Height of what stands above the slabs.
    private double label() {
        return 1.25 * unit;
    }

    /// The slab of a block.
    Rectangle2D slab(int layer) {
        double label = label();
        double pitch = (stack.getHeight() - label) / data.layers();
        double gap = pitch > 5 ? Math.min(3, 0.25 * pitch) : pitch > 2.5 ? 1 : 0;
        return new Rectangle2D(
                stack.getMinX(),
                stack.getMinY() + label + layer * pitch,
                stack.getWidth(),
                Math.max(1, pitch - gap));
    }

    /// The block whose slab is at a place; -1 beside them.
    int layerAt(double x, double y) {
        double label = label();
        double from = stack.getMinY() + label;
        if (data.layers() == 0 || !stack.contains(x, y) || y < from) {
            return -1;
        }
        double pitch = (stack.getHeight() - label) / data.layers();
        return Math.min(data.layers() - 1, (int) ((y - from) / pitch));
    }

    /// The number of the weights at a place; -1 beside them.
    int at(double x, double y) {
        for (int i = 0; i < places.size(); i++) {
            if (places.get(i).item() instanceof Weights && places.get(i).at().contains(x, y)) {
                return i;
            }
        }
        return -1;
    }
}
