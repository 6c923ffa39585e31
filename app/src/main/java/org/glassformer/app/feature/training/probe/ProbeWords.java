package org.glassformer.app.feature.training.probe;

import org.glassformer.app.export.Caption;
import org.glassformer.app.session.TrainingMoment;

/// What the screen says of a run, for the panels of its probes.
public interface ProbeWords {

    /// What an exported panel of a run says of itself.
    Caption caption(String title, TrainingMoment now);

    /// A token as people read it.
    String label(TrainingMoment now, int id);
}
