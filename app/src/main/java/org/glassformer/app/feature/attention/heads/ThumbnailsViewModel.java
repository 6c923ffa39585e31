package org.glassformer.app.feature.attention.heads;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.Reading;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskContext;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.task.Urgency;
import org.glassformer.app.ui.control.HeadThumbnails;
import org.glassformer.engine.analysis.AttentionTrace;
import org.glassformer.engine.analysis.HeadId;
import org.glassformer.engine.analysis.PatternThumbnail;
import org.jspecify.annotations.Nullable;

/// Makes the small pictures of all heads off the thread and shows them as they come, the head looked at first.
///
/// 144 heads at 1,024 tokens take longer than a person takes to the next key: pictures of the text before stay until theirs are made
/// anew, and work that is overtaken by another text is gone on with where it stopped, so that no head is left behind.
final class ThumbnailsViewModel {

    /// Cells of a side: more than a picture has pixels on most screens, 4 kB a head.
    static final int SIDE = 64;

    private static final long DELIVERY = TimeUnit.MILLISECONDS.toNanos(30);

    private final LabSession session;
    private final NewestWins turns;
    private final Runnable onDone;
    private final AtomicInteger stopped = new AtomicInteger(-1);
    private final ReadOnlyObjectWrapper<HeadThumbnails> thumbnails =
            new ReadOnlyObjectWrapper<>(this, "thumbnails", HeadThumbnails.EMPTY);
    private @Nullable ModelSummary pictured;

    /// Pictures of a session's heads.
    ///
    /// @param onDone told on the JavaFX thread when all pictures of a reading are there
    ThumbnailsViewModel(LabSession session, TaskRunner runner, Runnable onDone) {
        this.session = session;
        this.turns = runner.newestWins();
        this.onDone = onDone;
    }

    ReadOnlyObjectProperty<HeadThumbnails> thumbnailsProperty() {
        return thumbnails.getReadOnlyProperty();
    }

    /// Makes the pictures of a reading.
    void show(Reading reading) {
        AttentionTrace trace = reading.attention();
        if (!reading.model().equals(pictured)) {
            pictured = reading.model();
            stopped.set(-1);
            thumbnails.set(HeadThumbnails.blank(trace.nLayer(), trace.nHead()));
        }
        HeadThumbnails before = thumbnails.get();
        List<HeadId> order = order(trace.nLayer(), trace.nHead());
        turns.submit(
                Job.of(
                                Messages.text("heads.task"),
                                context -> pictures(trace, before, order, context))
                        .with(Urgency.PATIENT)
                        .whenDone(made -> {
                            thumbnails.set(made);
                            onDone.run();
                        }));
    }

    void cancel() {
        turns.cancel();
    }

    /// The head looked at, then all others: from its layer on, or from where the last run was overtaken.
    private List<HeadId> order(int layers, int heads) {
        int layer = Math.clamp(session.layerProperty().get(), 0, layers - 1);
        int head = Math.clamp(session.headProperty().get(), 0, heads - 1);
        int first = stopped.get() < 0 ? layer * heads : stopped.get();
        List<HeadId> order = new ArrayList<>();
        HeadId looked = new HeadId(layer, head);
        order.add(looked);
        for (int i = 0; i < layers * heads; i++) {
            int at = (first + i) % (layers * heads);
            HeadId id = new HeadId(at / heads, at % heads);
            if (!id.equals(looked)) {
                order.add(id);
            }
        }
        return order;
    }

    private HeadThumbnails pictures(
            AttentionTrace trace, HeadThumbnails before, List<HeadId> order, TaskContext context) {
        HeadThumbnails made = before;
        long delivered = 0;
        for (HeadId id : order) {
            context.checkCancelled();
            stopped.set(id.layer() * trace.nHead() + id.head());
            PatternThumbnail small = trace.thumbnail(id.layer(), id.head(), SIDE);
            made = made.with(id.layer(), id.head(), small.side(), small.cells());
            if (System.nanoTime() - delivered > DELIVERY) {
                HeadThumbnails now = made;
                context.deliver(() -> thumbnails.set(now));
                delivered = System.nanoTime();
            }
        }
        stopped.set(-1);
        return made;
    }
}
