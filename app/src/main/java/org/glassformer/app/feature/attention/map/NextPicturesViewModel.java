package org.glassformer.app.feature.attention.map;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskContext;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.task.Urgency;
import org.glassformer.engine.analysis.HeadId;

/// Makes the pictures of the heads beside the one shown, so that a step to one of them waits for no pattern.
final class NextPicturesViewModel {

    private final PictureShelf shelf;
    private final NewestWins jobs;
    private final ReadOnlyObjectWrapper<List<MapPicture>> made =
            new ReadOnlyObjectWrapper<>(this, "made", List.of());

    /// @param shelf keeps them
    /// @param runner makes them when nothing else is pressing
    NextPicturesViewModel(PictureShelf shelf, TaskRunner runner) {
        this.shelf = shelf;
        this.jobs = runner.newestWins();
    }

    /// Those that are made, the likeliest first.
    ReadOnlyObjectProperty<List<MapPicture>> madeProperty() {
        return made.getReadOnlyProperty();
    }

    /// Makes those that are missing.
    ///
    /// @param shown what is looked at now, of a single head
    /// @param labels the tokens
    void make(PictureWishViewModel shown, List<String> labels) {
        List<PictureWishViewModel> beside = beside(shown);
        List<PictureWishViewModel> missing =
                beside.stream().filter(wish -> find(wish).isEmpty()).toList();
        tell(beside);
        if (!missing.isEmpty()) {
            jobs.submit(
                    Job.of(
                                    "Attention maps beside it",
                                    context -> makeAll(missing, beside, labels, context))
                            .with(Urgency.PATIENT));
        }
    }

    private boolean makeAll(
            List<PictureWishViewModel> missing,
            List<PictureWishViewModel> beside,
            List<String> labels,
            TaskContext context) {
        for (PictureWishViewModel each : missing) {
            context.checkCancelled();
            MapPicture picture = each.make(labels, context);
            context.deliver(() -> {
                shelf.put(each.reading(), each.key(), picture);
                tell(beside);
            });
        }
        return true;
    }

    /// The next and the last head of the layer, and the same head of the layers around; as many as find room beside the
    /// one shown.
    private static List<PictureWishViewModel> beside(PictureWishViewModel shown) {
        HeadId head = shown.heads().getFirst();
        int layers = shown.reading().model().nLayer();
        int heads = shown.reading().model().nHead();
        int room = PictureShelf.room(shown.reading().tokens().size());
        return Stream.of(
                        new HeadId(head.layer(), (head.head() + 1) % heads),
                        new HeadId(head.layer(), (head.head() + heads - 1) % heads),
                        new HeadId((head.layer() + 1) % layers, head.head()),
                        new HeadId((head.layer() + layers - 1) % layers, head.head()))
                .filter(id -> !id.equals(head))
                .distinct()
                .limit(Math.max(0, room - 1))
                .map(shown::of)
                .toList();
    }

    private Optional<MapPicture> find(PictureWishViewModel wish) {
        return shelf.find(wish.reading(), wish.key());
    }

    private void tell(List<PictureWishViewModel> beside) {
        made.set(beside.stream().map(this::find).flatMap(Optional::stream).toList());
    }

    /// Makes no more.
    void cancel() {
        jobs.cancel();
    }

    /// Nothing is shown that has others beside it.
    void none() {
        jobs.cancel();
        made.set(List.of());
    }
}
