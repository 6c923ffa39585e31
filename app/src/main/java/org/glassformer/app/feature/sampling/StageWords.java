package org.glassformer.app.feature.sampling;

import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.ChainWords;
import org.glassformer.app.session.StageKind;
import org.glassformer.app.session.StageParameter;

/// Stages as captions, menus and cards name them.
final class StageWords {

    private StageWords() {}

    static String name(StageKind kind) {
        return ChainWords.name(kind);
    }

    static String explanation(StageKind kind) {
        return Messages.text("chain.stage." + kind + ".tip");
    }

    /// What a slider is called: the main one as its stage.
    static String name(StageParameter parameter) {
        return ChainWords.name(parameter);
    }
}
