package org.glassformer.app.feature.models;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.glassformer.app.download.HubSettings;
import org.glassformer.app.feature.models.devices.DevicesViewModel;
import org.glassformer.app.feature.models.download.DownloadViewModel;
import org.glassformer.app.feature.models.experts.ExpertsViewModel;
import org.glassformer.app.feature.models.files.QuantiseViewModel;
import org.glassformer.app.feature.models.overview.OverviewViewModel;
import org.glassformer.app.feature.models.weights.WeightsViewModel;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.ScreenCommands;
import org.glassformer.app.task.TaskRunner;

/// State and commands of the Models screen.
public final class ModelsViewModel implements ScreenCommands {

    private final ObjectProperty<Section> section =
            new SimpleObjectProperty<>(this, "section", Section.OVERVIEW);
    private final OverviewViewModel overview;
    private final WeightsViewModel weights;
    private final ExpertsViewModel experts;
    private final QuantiseViewModel quantise;
    private final DevicesViewModel devices;
    private final DownloadViewModel download;
    private boolean onView;

    /// The screen of a session.
    ///
    /// @param session has the model
    /// @param engine takes it apart
    /// @param opening moves it to another device
    /// @param hub where other models come from and go to
    /// @param runner runs what takes time
    public ModelsViewModel(
            LabSession session,
            EngineService engine,
            ModelOpening opening,
            ObjectProperty<HubSettings> hub,
            TaskRunner runner) {
        overview = new OverviewViewModel(session, engine, runner);
        weights = new WeightsViewModel(session, engine, runner);
        experts = new ExpertsViewModel(session, engine, runner);
        quantise = new QuantiseViewModel(session, engine, opening, runner);
        devices = new DevicesViewModel(session, engine, opening, runner);
        download = new DownloadViewModel(session, opening, hub, runner);
        section.subscribe(this::tellShown);
    }

    /// What is out of view computes nothing.
    private void tellShown() {
        Section seen = section.get();
        weights.shownProperty().set(onView && seen == Section.WEIGHTS);
        experts.shownProperty().set(onView && seen == Section.EXPERTS);
        if (onView && seen == Section.DOWNLOAD) {
            download.refresh();
        }
    }

    @Override
    public void shown() {
        onView = true;
        tellShown();
    }

    @Override
    public void hidden() {
        onView = false;
        tellShown();
    }

    /// The part in view.
    ObjectProperty<Section> sectionProperty() {
        return section;
    }

    /// Models to download.
    DownloadViewModel download() {
        return download;
    }

    /// The devices.
    DevicesViewModel devices() {
        return devices;
    }

    /// Which expert took which token.
    ExpertsViewModel experts() {
        return experts;
    }

    /// Smaller types of its weights.
    QuantiseViewModel quantise() {
        return quantise;
    }

    /// What the model is and costs.
    OverviewViewModel overview() {
        return overview;
    }

    /// The drawing of the model, and its weights.
    WeightsViewModel weights() {
        return weights;
    }
}
