package org.glassformer.app.feature.sampling;

import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.ChainSettings;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.Notice;
import org.glassformer.engine.sampling.ChainWarning;
import org.glassformer.engine.sampling.ForeignSettings;
import org.glassformer.engine.sampling.ForeignSettings.Format;
import org.glassformer.engine.sampling.ForeignSettings.Written;

/// The chain in the words of other programs.
final class SettingsViewModel {

    /// A program and its way to be told settings.
    enum Program {
        HUGGING_FACE(Format.HUGGING_FACE),
        LLAMA_CPP_JSON(Format.LLAMA_CPP_JSON),
        LLAMA_CPP_ARGUMENTS(Format.LLAMA_CPP_ARGUMENTS),
        OPENAI(Format.OPENAI);

        private final Format format;

        Program(Format format) {
            this.format = format;
        }
    }

    private final LabSession session;
    private final ReadOnlyObjectProperty<ChainSettings> chain;

    SettingsViewModel(LabSession session) {
        this(session, session.chainProperty());
    }

    /// @param chain to be written
    SettingsViewModel(LabSession session, ReadOnlyObjectProperty<ChainSettings> chain) {
        this.session = session;
        this.chain = chain;
    }

    /// The chain as settings to paste; says what they cannot express.
    String write(Program target) {
        Written written = ForeignSettings.write(chain.get().toChain(), target.format);
        String program = Messages.text("copy.as." + target);
        if (written.warnings().isEmpty()) {
            session.tell(Notice.Tone.INFO, Messages.text("copy.done", program));
        } else {
            session.tell(
                    Notice.Tone.WARNING,
                    Messages.text("copy.doneBut", program, sentence(written.warnings())));
        }
        return written.text();
    }

    /// Warnings in one sentence.
    static String sentence(List<ChainWarning> warnings) {
        return warnings.stream()
                .map(SettingsViewModel::words)
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private static String words(ChainWarning warning) {
        return Messages.text("copy.warning." + warning.kind(), warning.subject());
    }
}
