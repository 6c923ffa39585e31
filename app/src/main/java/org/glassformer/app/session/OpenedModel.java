package org.glassformer.app.session;

import org.glassformer.engine.generate.LanguageModel;

/// A model that was opened and is not in use yet: give it to [EngineService#use] or close it.
public final class OpenedModel implements AutoCloseable {

    private final RunningModel model;

    OpenedModel(RunningModel model) {
        this.model = model;
    }

    RunningModel model() {
        return model;
    }

    /// What there is to say about it.
    public ModelSummary summary() {
        return model.summary();
    }

    /// Model and tokenizer, for what runs beside the model in use. One thread at a time.
    public LanguageModel languageModel() {
        return model.languageModel();
    }

    /// Reads a text once, so that the first reading on screen finds everything warm.
    ///
    /// @param text the prompt to come
    public void warmUp(String text) {
        PromptTokens prompt = model.encode(text);
        if (prompt.fits()) {
            model.read(prompt, org.glassformer.engine.hook.Interventions.NONE);
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
