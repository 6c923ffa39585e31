package org.glassformer.app.feature.inside;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.SessionToken;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskContext;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.ui.control.Cell;
import org.glassformer.app.ui.control.HeadThumbnails;
import org.glassformer.app.ui.control.HeatmapData;
import org.glassformer.app.ui.control.TokenText;
import org.jspecify.annotations.Nullable;

/// The attention of one head as a heat map, and of all heads as small pictures.
final class AttentionViewModel {

    private static final int THUMBNAIL = 40;
    private static final int LOOKS = 24;
    private static final double SMALLEST = 0.0005;

    /// One head over one text.
    ///
    /// @param data the weights
    /// @param labels the tokens
    record Picture(HeatmapData data, List<String> labels) {

        static final Picture NONE = new Picture(HeatmapData.EMPTY, List.of());
    }

    private final LabSession session;
    private final NewestWins pictures;
    private final NewestWins thumbnailing;
    private final ReadOnlyObjectWrapper<Picture> picture =
            new ReadOnlyObjectWrapper<>(this, "picture", Picture.NONE);
    private final ReadOnlyObjectWrapper<HeadThumbnails> thumbnails =
            new ReadOnlyObjectWrapper<>(this, "thumbnails", HeadThumbnails.EMPTY);
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(this, "title", "");
    private final ReadOnlyStringWrapper layerName =
            new ReadOnlyStringWrapper(this, "layerName", "");
    private final ReadOnlyStringWrapper headName = new ReadOnlyStringWrapper(this, "headName", "");
    private final BooleanProperty brief = new SimpleBooleanProperty(this, "brief");
    private final ReadOnlyStringWrapper heads = new ReadOnlyStringWrapper(this, "heads", "");
    private final ReadOnlyStringWrapper shortHeads =
            new ReadOnlyStringWrapper(this, "shortHeads", "");
    private final ReadOnlyStringWrapper looksTitle =
            new ReadOnlyStringWrapper(this, "looksTitle", "");
    private int looksRow;
    private final ReadOnlyObjectWrapper<List<Look>> looks =
            new ReadOnlyObjectWrapper<>(this, "looks", List.of());
    private final ObjectProperty<@Nullable Cell> locked =
            new SimpleObjectProperty<>(this, "locked");
    private final ObjectProperty<@Nullable Cell> hovered =
            new SimpleObjectProperty<>(this, "hovered");

    AttentionViewModel(LabSession session, TaskRunner runner) {
        this.session = session;
        this.pictures = runner.newestWins();
        this.thumbnailing = runner.newestWins();
        session.readingProperty()
                .subscribe((before, now) -> {
                    paint();
                    paintThumbnails();
                });
        session.layerProperty().subscribe((before, now) -> paint());
        session.headProperty().subscribe((before, now) -> paint());
        session.modelProperty().subscribe(this::count);
        brief.subscribe((before, now) -> entitle());
        session.selectedTokenProperty().subscribe((before, now) -> tokenSelected());
        session.hoveredTokenProperty().subscribe((before, now) -> listLooks());
        locked.subscribe((before, now) -> cellLocked(now));
        hovered.subscribe((before, now) ->
                session.hoveredTokenProperty().set(now == null ? LabSession.NONE : now.row()));
        entitle();
    }

    private void count(@Nullable ModelSummary model) {
        if (model != null) {
            heads.set(Messages.text("heads.count", model.nLayer(), model.nHead()));
            shortHeads.set(Messages.text("heads.shortCount", model.nLayer(), model.nHead()));
        }
    }

    ReadOnlyObjectProperty<Picture> pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<HeadThumbnails> thumbnailsProperty() {
        return thumbnails.getReadOnlyProperty();
    }

    /// Which head is shown.
    ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    ReadOnlyStringProperty layerNameProperty() {
        return layerName.getReadOnlyProperty();
    }

    ReadOnlyStringProperty headNameProperty() {
        return headName.getReadOnlyProperty();
    }

    /// Whether the names of layer and head are short, as where there is little room.
    BooleanProperty briefProperty() {
        return brief;
    }

    /// How many layers and heads there are.
    ReadOnlyStringProperty headsProperty() {
        return heads.getReadOnlyProperty();
    }

    /// The same where there is little room.
    ReadOnlyStringProperty shortHeadsProperty() {
        return shortHeads.getReadOnlyProperty();
    }

    /// Which token's looks are listed.
    ReadOnlyStringProperty looksTitleProperty() {
        return looksTitle.getReadOnlyProperty();
    }

    /// What the hovered, else the selected, else the last token looks at most.
    ReadOnlyObjectProperty<List<Look>> looksProperty() {
        return looks.getReadOnlyProperty();
    }

    ObjectProperty<@Nullable Cell> lockedProperty() {
        return locked;
    }

    ObjectProperty<@Nullable Cell> hoveredProperty() {
        return hovered;
    }

    IntegerProperty layerProperty() {
        return session.layerProperty();
    }

    IntegerProperty headProperty() {
        return session.headProperty();
    }

    private void entitle() {
        boolean little = brief.get();
        layerName.set(
                Messages.text(
                        little ? "map.shortLayerName" : "map.layerName",
                        session.layerProperty().get()));
        headName.set(
                Messages.text(
                        little ? "map.shortHeadName" : "map.headName",
                        session.headProperty().get()));
        title.set(
                Messages.text(
                        "map.title", session.layerProperty().get(), session.headProperty().get()));
    }

    private void paint() {
        entitle();
        Reading reading = session.readingProperty().get();
        int layer = session.layerProperty().get();
        int head = session.headProperty().get();
        if (reading == null || layer >= reading.model().nLayer()) {
            return;
        }
        pictures.submit(
                Job.of("Attention map", context -> picture(reading, layer, head))
                        .whenDone(this::show));
    }

    private static Picture picture(Reading reading, int layer, int head) {
        int n = reading.tokens().size();
        List<String> labels = reading.tokens().stream().map(AttentionViewModel::label).toList();
        float[] weights = reading.attention().pattern(layer, head);
        return new Picture(HeatmapData.causal(n, n, weights), labels);
    }

    private static String label(SessionToken token) {
        return token.kind() == SessionToken.Kind.TEXT
                ? TokenText.visible(token.text())
                : token.text();
    }

    private void show(Picture made) {
        Cell cell = locked.get();
        picture.set(made);
        if (cell != null && !made.data().contains(cell)) {
            locked.set(null);
        }
        if (session.selectedTokenProperty().get() >= made.labels().size()) {
            session.selectedTokenProperty().set(LabSession.NONE);
        }
        listLooks();
    }

    private void paintThumbnails() {
        Reading reading = session.readingProperty().get();
        if (reading != null) {
            thumbnailing.submit(
                    Job.of("Small maps", context -> thumbnails(reading, context))
                            .whenDone(thumbnails::set));
        }
    }

    private static HeadThumbnails thumbnails(Reading reading, TaskContext context) {
        int layers = reading.model().nLayer();
        int heads = reading.model().nHead();
        int n = reading.tokens().size();
        int side = Math.min(THUMBNAIL, n);
        float[] values = new float[layers * heads * side * side];
        for (int layer = 0; layer < layers; layer++) {
            context.checkCancelled();
            for (int head = 0; head < heads; head++) {
                int at = (layer * heads + head) * side * side;
                float[] weights = reading.attention().pattern(layer, head);
                HeadThumbnails.pool(weights, n, side, values, at);
            }
        }
        return new HeadThumbnails(layers, heads, side, values);
    }

    /// A selected token locks its row, at the key that it looks at most.
    private void tokenSelected() {
        int token = session.selectedTokenProperty().get();
        Cell cell = locked.get();
        if (token == LabSession.NONE) {
            locked.set(null);
        } else if ((cell == null || cell.row() != token) && token < picture.get().data().rows()) {
            List<Look> most = looksOf(token);
            locked.set(new Cell(token, most.isEmpty() ? token : most.getFirst().position()));
        }
        listLooks();
    }

    private void cellLocked(@Nullable Cell cell) {
        int row = cell == null ? LabSession.NONE : cell.row();
        session.selectedTokenProperty().set(row);
        listLooks();
    }

    private void listLooks() {
        int rows = picture.get().data().rows();
        if (rows == 0) {
            return;
        }
        int over = session.hoveredTokenProperty().get();
        int selected = session.selectedTokenProperty().get();
        int row = over >= 0 && over < rows ? over : selected >= 0 ? selected : rows - 1;
        row = Math.min(row, rows - 1);
        looksRow = row;
        looks.set(looksOf(row));
        looksTitle.set(Messages.text("looks.title", picture.get().labels().get(row)));
    }

    private List<Look> looksOf(int row) {
        return looksOf(row, LOOKS, SMALLEST);
    }

    /// Everything that the listed token can look at, whatever the weight.
    List<Look> allLooks() {
        return looksOf(looksRow, Integer.MAX_VALUE, 0);
    }

    private List<Look> looksOf(int row, int most, double smallest) {
        if (row >= picture.get().data().rows()) {
            return List.of();
        }
        Picture now = picture.get();
        List<Integer> keys =
                new ArrayList<>(
                        IntStream.range(0, now.data().columns())
                                .filter(key -> !now.data().isMasked(row, key))
                                .boxed()
                                .toList());
        keys.sort(Comparator.comparingDouble(key -> -now.data().value(row, key)));
        return keys.stream()
                .limit(most)
                .map(key -> new Look(key, now.labels().get(key), now.data().value(row, key)))
                .filter(look -> look.weight() >= smallest)
                .toList();
    }

    /// A weight as it is listed.
    static String weight(double weight) {
        return Figures.fixed(weight, 3);
    }
}
