package org.glassformer.app.session;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.glassformer.app.i18n.Messages;

/// Under which settings the numbers on screen were computed, for the captions of pictures and tables.
public final class RunSettings {

    private RunSettings() {}

    /// Names and values: model, device, precision and prompt.
    public static SequencedMap<String, String> of(LabSession session) {
        SequencedMap<String, String> settings = new LinkedHashMap<>();
        Reading foreign = session.foreignProperty().get();
        if (foreign != null) {
            settings.put(Messages.text("export.setting.logits"), foreign.model().name());
            return settings;
        }
        ModelSummary model = session.modelProperty().get();
        if (model != null) {
            settings.put(Messages.text("export.setting.model"), model.name());
            settings.put(Messages.text("export.setting.device"), model.device());
            settings.put(Messages.text("export.setting.precision"), model.precision());
        }
        Reading reading = session.readingProperty().get();
        if (reading != null) {
            settings.put(Messages.text("export.setting.prompt"), reading.text());
        }
        return settings;
    }
}
