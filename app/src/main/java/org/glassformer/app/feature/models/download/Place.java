package org.glassformer.app.feature.models.download;

import javafx.beans.property.ObjectProperty;
import org.glassformer.app.download.HubSettings;
import org.glassformer.app.download.ModelsFolder;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.task.TaskRunner;

/// What all rows of the list share.
///
/// @param folder models go to
/// @param settings where models come from
/// @param session has the open model
/// @param opening opens models
/// @param runner downloads in the background
/// @param changed runs when the folder has changed
record Place(
        ModelsFolder folder,
        ObjectProperty<HubSettings> settings,
        LabSession session,
        ModelOpening opening,
        TaskRunner runner,
        Runnable changed) {}
