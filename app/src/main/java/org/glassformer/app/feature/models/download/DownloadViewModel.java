package org.glassformer.app.feature.models.download;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.glassformer.app.download.DownloadException;
import org.glassformer.app.download.Hub;
import org.glassformer.app.download.HubAddress;
import org.glassformer.app.download.HubSettings;
import org.glassformer.app.download.ListedModel;
import org.glassformer.app.download.ModelsFolder;
import org.glassformer.app.download.Offer;
import org.glassformer.app.download.RepositoryId;
import org.glassformer.app.download.Watch;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.Sentences;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskContext;
import org.glassformer.app.task.TaskRunner;
import org.jspecify.annotations.Nullable;

/// Models to download: the list, any other repository by its id, and the address that everything comes from. The network is
/// asked when [#lookUp], [#take] or the start of a row is called, and never else.
public final class DownloadViewModel {

    private final LabSession session;
    private final ObjectProperty<HubSettings> settings;
    private final TaskRunner runner;
    private final Place place;
    private final NewestWins questions;
    private final NewestWins looks;
    private final ObservableList<DownloadRowViewModel> rows = FXCollections.observableArrayList();
    private final StringProperty typedId = new SimpleStringProperty(this, "typedId", "");
    private final StringProperty typedAddress = new SimpleStringProperty(this, "typedAddress", "");
    private final ReadOnlyBooleanWrapper asking = new ReadOnlyBooleanWrapper(this, "asking");
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper(this, "failure", "");
    private final ReadOnlyStringWrapper addressFailure =
            new ReadOnlyStringWrapper(this, "addressFailure", "");
    private final ReadOnlyStringWrapper room = new ReadOnlyStringWrapper(this, "room", "");
    private final ReadOnlyObjectWrapper<@Nullable Found> found =
            new ReadOnlyObjectWrapper<>(this, "found");
    private final ObjectProperty<@Nullable Offer> chosen =
            new SimpleObjectProperty<>(this, "chosen");

    /// Models for a session.
    ///
    /// @param session has the open model
    /// @param opening opens what was downloaded
    /// @param settings where models come from and go to; changed when another address is typed
    /// @param runner downloads in the background
    public DownloadViewModel(
            LabSession session,
            ModelOpening opening,
            ObjectProperty<HubSettings> settings,
            TaskRunner runner) {
        this.session = session;
        this.settings = settings;
        this.runner = runner;
        questions = runner.newestWins();
        looks = runner.newestWins();
        place =
                new Place(
                        new ModelsFolder(settings.get().models()),
                        settings,
                        session,
                        opening,
                        runner,
                        this::lookAtRoom);
        typedAddress.set(settings.get().written());
        for (ListedModel listed : ListedModel.all()) {
            rows.add(new DownloadRowViewModel(listed, place));
        }
    }

    /// Looks what is here, on the disk alone.
    public void refresh() {
        rows.stream()
                .filter(row -> row.standProperty().get() != Stand.BUSY)
                .forEach(DownloadRowViewModel::look);
        runner.submit(
                Job.of(Messages.text("download.task.look"), context -> place.folder().held())
                        .whenDone(held -> held.forEach(this::addHeld)));
        lookAtRoom();
    }

    private void lookAtRoom() {
        looks.submit(
                Job.of(Messages.text("download.task.look"), context -> place.folder().room())
                        .whenDone(bytes ->
                                room.set(
                                        bytes < 0
                                                ? ""
                                                : Messages.text(
                                                        "download.room", Figures.bytes(bytes)))));
    }

    private void addHeld(ModelsFolder.Held held) {
        row(
                new ListedModel(
                        held.id().name(),
                        held.id().toString(),
                        held.gguf(),
                        Messages.text("download.own"),
                        "",
                        0,
                        "",
                        false));
    }

    /// The row of a model, at the top if it is a new one.
    private DownloadRowViewModel row(ListedModel model) {
        for (DownloadRowViewModel row : rows) {
            if (row.is(model)) {
                return row;
            }
        }
        DownloadRowViewModel made = new DownloadRowViewModel(model, place);
        rows.addFirst(made);
        made.look();
        return made;
    }

    /// The models: those of one's own first, then the list.
    ObservableList<DownloadRowViewModel> rows() {
        return rows;
    }

    /// The open model.
    ReadOnlyObjectProperty<@Nullable ModelSummary> modelProperty() {
        return session.modelProperty();
    }

    /// Id of a repository, as it is typed.
    StringProperty typedIdProperty() {
        return typedId;
    }

    /// Whether the hub is being asked what a repository holds.
    ReadOnlyBooleanProperty askingProperty() {
        return asking.getReadOnlyProperty();
    }

    /// Why a repository was not found, in one sentence; empty for nothing.
    ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /// What the repository that was looked up holds; null for none.
    ReadOnlyObjectProperty<@Nullable Found> foundProperty() {
        return found.getReadOnlyProperty();
    }

    /// The model of it that is wanted.
    ObjectProperty<@Nullable Offer> chosenProperty() {
        return chosen;
    }

    /// Asks the hub what the repository holds whose id was typed.
    void lookUp() {
        cancelLookUp();
        found.set(null);
        chosen.set(null);
        failure.set("");
        HubSettings from = settings.get();
        RepositoryId id;
        try {
            id = RepositoryId.of(typedId.get());
        } catch (DownloadException e) {
            failure.set(Sentences.alone(e));
            return;
        }
        asking.set(true);
        questions.submit(
                Job.of(Messages.text("download.task.ask", id), context -> ask(from, id, context))
                        .asShown()
                        .whenDone(this::show)
                        .whenFailed(why -> {
                            asking.set(false);
                            failure.set(Sentences.alone(why));
                        }));
    }

    private static Found ask(HubSettings from, RepositoryId id, TaskContext context) {
        Watch watch = TaskWatch.silent(context);
        try (Hub hub = new Hub(from)) {
            var repository = hub.repository(id, watch);
            return new Found(
                    id.toString(),
                    repository.licence(),
                    repository.gated(),
                    from.address().page(id).toString(),
                    Offer.of(repository));
        }
    }

    private void show(Found now) {
        asking.set(false);
        found.set(now);
        chosen.set(now.offers().getFirst());
    }

    /// Gives up asking.
    void cancelLookUp() {
        questions.cancel();
        asking.set(false);
    }

    /// Downloads the model that was found and chosen.
    void take() {
        Offer offer = chosen.get();
        if (offer == null) {
            return;
        }
        DownloadRowViewModel row =
                row(
                        new ListedModel(
                                offer.repository().id().name(),
                                offer.repository().id().toString(),
                                offer.gguf(),
                                Messages.text("download.own"),
                                "",
                                offer.bytes(),
                                offer.repository().licence(),
                                offer.repository().gated()));
        row.learn(offer.bytes());
        row.start();
        found.set(null);
        chosen.set(null);
        typedId.set("");
    }

    /// What a found repository is, in words.
    static String words(Found now) {
        return Messages.text(
                "download.found",
                now.id(),
                DownloadRowViewModel.licence(now.licence()),
                now.offers().size());
    }

    /// A model of a repository with its size.
    static String words(Offer offer) {
        return Messages.text("download.offer", offer.title(), Figures.bytes(offer.bytes()));
    }

    /// The address as it is typed.
    StringProperty typedAddressProperty() {
        return typedAddress;
    }

    /// Why the address typed is none; empty for nothing.
    ReadOnlyStringProperty addressFailureProperty() {
        return addressFailure.getReadOnlyProperty();
    }

    /// Where models come from and go to.
    ReadOnlyObjectProperty<HubSettings> settingsProperty() {
        return settings;
    }

    /// Takes the address that was typed; an empty one means the usual one.
    void takeAddress() {
        String typed = typedAddress.get().strip();
        HubSettings now = settings.get();
        try {
            boolean usual = typed.isEmpty() || typed.equals(now.usual());
            String address = usual ? "" : HubAddress.of(typed).toString();
            settings.set(now.withChosen(address));
            addressFailure.set("");
            typedAddress.set(settings.get().written());
        } catch (DownloadException e) {
            addressFailure.set(Sentences.alone(e));
        }
    }

    /// Goes back to the usual address.
    void takeUsualAddress() {
        typedAddress.set("");
        takeAddress();
    }

    /// Who asks, and whether it can be read on the way.
    static String tokenWords(HubSettings now) {
        String who = Messages.text(now.hasToken() ? "download.token" : "download.token.none");
        try {
            return now.address().isOpen() ? who + " " + Messages.text("download.open") : who;
        } catch (DownloadException e) {
            return who;
        }
    }

    /// The proxy on the way, if there is one; empty for the direct way.
    static String proxyWords(HubSettings now) {
        try {
            String proxy = now.proxy();
            return proxy.isEmpty() ? "" : Messages.text("download.proxy", proxy);
        } catch (DownloadException e) {
            return Sentences.alone(e);
        }
    }

    /// Where models go.
    String folder() {
        return place.folder().root().toString();
    }

    /// What room the disk has, in words; empty while unknown.
    ReadOnlyStringProperty roomProperty() {
        return room.getReadOnlyProperty();
    }

    /// Title and settings of the list.
    Caption caption() {
        return new Caption(
                Messages.text("download.title"),
                List.of(
                        new Caption.Setting("from", settings.get().written()),
                        new Caption.Setting("to", folder())));
    }

    /// The list.
    Optional<NumbersTable> numbers() {
        List<ListedModel> models = rows.stream().map(DownloadRowViewModel::listed).toList();
        return Optional.of(
                new NumbersTable(
                        caption(),
                        models.size(),
                        List.of(
                                Column.text("name", i -> models.get(i).name()),
                                Column.text("repository", i -> models.get(i).repository()),
                                Column.text("file", i -> models.get(i).file()),
                                new Column.Wholes("bytes", i -> models.get(i).bytes()),
                                Column.text("type", i -> models.get(i).type()),
                                Column.text("licence", i -> models.get(i).licence()),
                                Column.text(
                                        "to be accepted",
                                        i -> models.get(i).gated() ? "yes" : "no"))));
    }
}
