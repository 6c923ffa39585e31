package org.glassformer.app.feature.sampling.cases;

import java.nio.file.Path;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.TokenTexts;
import org.glassformer.engine.generate.CaseReport;
import org.glassformer.engine.generate.SamplingCase;

/// A case that was run again.
///
/// @param file where it is
/// @param saved the case
/// @param model that ran it, on its device
/// @param report what came of it
/// @param vocabulary of the model
record Replayed(
        Path file,
        SamplingCase saved,
        ModelSummary model,
        CaseReport report,
        TokenTexts vocabulary) {

    /// Whether the device is another one than that of the case.
    boolean isOtherDevice() {
        return !saved.device().isEmpty() && !saved.device().equals(model.device());
    }
}
