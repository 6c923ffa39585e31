package org.glassformer.app.session;

import org.glassformer.engine.hook.ActivationCache;
import org.glassformer.engine.model.Transformer;

/// Computes something from a model and from what happened inside it while it read a text.
///
/// @param <T> what is computed
@FunctionalInterface
public interface Inspection<T> {

    /// Computes it. It runs while nobody else runs the model.
    ///
    /// @param model that read the text
    /// @param activations those that were asked for
    /// @param breath to be called often: it lets waiting runs of the model go first, and throws a
    ///     [java.util.concurrent.CancellationException] when the model is not in use any more
    T of(Transformer model, ActivationCache activations, Runnable breath);
}
