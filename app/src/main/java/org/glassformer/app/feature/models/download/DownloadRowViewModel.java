package org.glassformer.app.feature.models.download;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.glassformer.app.download.DownloadException;
import org.glassformer.app.download.Hub;
import org.glassformer.app.download.HubAddress;
import org.glassformer.app.download.HubSettings;
import org.glassformer.app.download.ListedModel;
import org.glassformer.app.download.ModelDownload;
import org.glassformer.app.download.ModelsFolder;
import org.glassformer.app.download.Offer;
import org.glassformer.app.download.Progress;
import org.glassformer.app.download.Watch;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.Sentences;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskContext;
import org.glassformer.engine.format.ModelFormatException;
import org.glassformer.engine.model.Transformer;

/// A model that can be downloaded, is being, or was.
final class DownloadRowViewModel {

    private static final double GROWTH = 1.5;

    private final ListedModel listed;
    private final Place place;
    private final NewestWins turns;
    private final ReadOnlyObjectWrapper<Stand> stand =
            new ReadOnlyObjectWrapper<>(this, "stand", Stand.ABSENT);
    private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(this, "fraction", -1);
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper(this, "status", "");
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper(this, "failure", "");
    private final ReadOnlyBooleanWrapper asking = new ReadOnlyBooleanWrapper(this, "asking");
    private final ReadOnlyStringWrapper facts = new ReadOnlyStringWrapper(this, "facts", "");
    private long bytes;
    private boolean exact;

    /// @param listed the model
    /// @param place it comes from and goes to
    DownloadRowViewModel(ListedModel listed, Place place) {
        this.listed = listed;
        this.place = place;
        this.turns = place.runner().newestWins();
        bytes = listed.bytes();
        facts.set(facts());
    }

    /// The hub has named its size.
    ///
    /// @param now bytes of all files
    void learn(long now) {
        bytes = now;
        exact = true;
        facts.set(facts());
    }

    /// The model.
    ListedModel listed() {
        return listed;
    }

    /// Whether this is a certain model.
    boolean is(ListedModel other) {
        return listed.repository().equals(other.repository())
                && fileName(listed).equals(fileName(other));
    }

    private static String fileName(ListedModel model) {
        return model.file().substring(model.file().lastIndexOf('/') + 1);
    }

    /// A name for the nodes of the row: letters, digits and hyphens.
    String key() {
        return (listed.repository() + "-" + fileName(listed)).replaceAll("[^A-Za-z0-9]+", "-");
    }

    /// Size, licence and kind of file; the size is about that until the hub has named it.
    ReadOnlyStringProperty factsProperty() {
        return facts.getReadOnlyProperty();
    }

    private String facts() {
        List<String> facts = new ArrayList<>();
        if (bytes > 0) {
            facts.add(size());
        }
        if (!listed.licence().isEmpty()) {
            facts.add(Messages.text("download.licence", licence(listed.licence())));
        }
        String kind = listed.file().isEmpty() ? Messages.text("download.safetensors") : "GGUF";
        facts.add(listed.type().isEmpty() ? kind : kind + " " + listed.type());
        return String.join(" · ", facts);
    }

    private String size() {
        String size = Figures.bytes(bytes);
        return exact ? size : Messages.text("download.about", size);
    }

    /// A licence as people call it.
    static String licence(String licence) {
        return switch (licence) {
            case "" -> Messages.text("download.licence.unknown");
            case "mit" -> "MIT";
            case "apache-2.0" -> "Apache 2.0";
            case "gemma" -> Messages.text("download.licence.gemma");
            case "llama3.2" -> Messages.text("download.licence.llama32");
            default -> licence;
        };
    }

    /// The page on which its licence stands.
    String page() {
        HubSettings settings = place.settings().get();
        try {
            return settings.address().page(listed.id()).toString();
        } catch (DownloadException e) {
            return HubAddress.of(HubAddress.USUAL).page(listed.id()).toString();
        }
    }

    /// How far it has come.
    ReadOnlyObjectProperty<Stand> standProperty() {
        return stand.getReadOnlyProperty();
    }

    /// The part that is here, 0 to 1; negative while unknown.
    ReadOnlyDoubleProperty fractionProperty() {
        return fraction.getReadOnlyProperty();
    }

    /// How far it is, in words.
    ReadOnlyStringProperty statusProperty() {
        return status.getReadOnlyProperty();
    }

    /// Why it did not work, in one sentence; empty for nothing.
    ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /// Whether it is asked if what is here shall be deleted.
    ReadOnlyBooleanProperty askingProperty() {
        return asking.getReadOnlyProperty();
    }

    /// Whether it is the open model.
    boolean isOpen() {
        ModelSummary open = place.session().modelProperty().get();
        return open != null && open.folder().equals(opened());
    }

    private Path opened() {
        return place.folder().opened(listed.id(), listed.file());
    }

    /// Looks what is here, once the work before has ended.
    void look() {
        turns.submit(
                Job.of(
                                Messages.text("download.task.look"),
                                context -> place.folder().presence(listed.id(), listed.file()))
                        .whenDone(this::show));
    }

    private void show(ModelsFolder.Presence here) {
        asking.set(false);
        if (here.whole()) {
            stand.set(Stand.WHOLE);
            status.set(Messages.text("download.whole", Figures.bytes(here.bytes())));
        } else if (here.bytes() > 0) {
            stand.set(Stand.PARTIAL);
            status.set(
                    bytes <= 0
                            ? Messages.text("download.partialOf", Figures.bytes(here.bytes()))
                            : Messages.text(
                                    "download.partial", Figures.bytes(here.bytes()), size()));
            fraction.set(bytes <= 0 ? 0 : Math.min(1, (double) here.bytes() / bytes));
        } else {
            stand.set(Stand.ABSENT);
            status.set("");
        }
        place.changed().run();
    }

    /// Downloads it, or goes on with what is here.
    void start() {
        if (stand.get() == Stand.BUSY || stand.get() == Stand.WHOLE) {
            return;
        }
        HubSettings settings = place.settings().get();
        failure.set("");
        asking.set(false);
        fraction.set(-1);
        status.set(Messages.text("download.asking", settings.written()));
        stand.set(Stand.BUSY);
        turns.submit(
                Job.of(
                                Messages.text("download.task", listed.name()),
                                context -> bring(settings, context))
                        .asShown()
                        .whenDone(ignored -> look())
                        .whenFailed(this::failed));
    }

    private Path bring(HubSettings settings, TaskContext context) {
        Watch watch =
                new TaskWatch(
                        context,
                        progress -> {
                            context.progress(progress.fraction(), "");
                            context.deliver(() -> show(progress));
                        });
        try (Hub hub = new Hub(settings)) {
            Offer offer = Offer.named(hub.repository(listed.id(), watch), listed.file());
            context.deliver(() -> learn(offer.bytes()));
            requireSize(offer);
            return new ModelDownload(hub, offer, place.folder(), DownloadRowViewModel::firstLook)
                    .run(watch);
        }
    }

    /// What is loaded must be about what was said before the click.
    private void requireSize(Offer offer) {
        if (listed.bytes() > 0 && offer.bytes() > GROWTH * listed.bytes()) {
            throw new DownloadException(
                    Messages.text(
                            "download.fail.grown",
                            listed.name(),
                            Figures.bytes(offer.bytes()),
                            Figures.bytes(listed.bytes())),
                    null);
        }
    }

    /// Whether the lab could open such a model, before its weights come.
    private static void firstLook(Path partial) {
        try {
            Transformer.config(partial);
        } catch (ModelFormatException e) {
            String said = String.valueOf(e.getMessage()).replace(partial + File.separator, "");
            throw new DownloadException(Messages.text("download.fail.unfit", said), e);
        }
    }

    private void show(Progress progress) {
        fraction.set(progress.fraction());
        status.set(words(progress));
    }

    /// How far a download is, in words.
    static String words(Progress now) {
        String sizes =
                Messages.text(
                        "download.sizes", Figures.bytes(now.done()), Figures.bytes(now.total()));
        return switch (now.phase()) {
            case CHECKING -> Messages.text("download.checking", sizes);
            case WAITING -> Messages.text("download.waiting", sizes);
            case LOADING ->
                    now.rate() <= 0
                            ? sizes
                            : Messages.text(
                                    "download.loading",
                                    sizes,
                                    Figures.bytes(Math.round(now.rate())),
                                    time(now.secondsLeft()));
        };
    }

    private static String time(double seconds) {
        long whole = Math.round(Math.ceil(seconds));
        if (whole < 60) {
            return Messages.text("download.time.seconds", whole);
        }
        if (whole < 3600) {
            return Messages.text("download.time.minutes", whole / 60, whole % 60);
        }
        return Messages.text("download.time.hours", whole / 3600, whole % 3600 / 60);
    }

    private void failed(Throwable why) {
        failure.set(Sentences.alone(why));
        look();
    }

    /// Gives up for now; what is here stays.
    void cancel() {
        if (stand.get() == Stand.BUSY) {
            stand.set(Stand.PARTIAL);
            status.set("");
            look();
        }
    }

    /// Asks whether what is here shall be deleted.
    void askToDelete() {
        failure.set(isOpen() ? Messages.text("download.isOpen") : "");
        asking.set(!isOpen());
    }

    /// Leaves what is here.
    void keep() {
        asking.set(false);
    }

    /// Deletes what is here.
    void delete() {
        asking.set(false);
        if (stand.get() == Stand.BUSY || isOpen()) {
            return;
        }
        turns.submit(
                Job.of(
                                Messages.text("download.task.delete", listed.name()),
                                context -> {
                                    place.folder().delete(listed.id(), listed.file());
                                    return listed;
                                })
                        .whenDone(ignored -> look())
                        .whenFailed(this::failed));
    }

    /// Opens it in the lab.
    void open() {
        if (stand.get() == Stand.WHOLE) {
            place.opening().open(opened());
        }
    }
}
