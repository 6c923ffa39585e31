package org.glassformer.engine.hook;

/// What one run of the model is asked to show and to change.
///
/// @param filter which activations are copied
/// @param cache where they are put
/// @param interventions what is changed on the way
public record Hooks(HookFilter filter, ActivationCache cache, Interventions interventions) {
    /// Shows nothing and changes nothing.
    public static Hooks none() {
        return new Hooks(HookFilter.NONE, new ActivationCache(), Interventions.NONE);
    }

    /// Shows the wanted activations in a new cache and changes nothing.
    public static Hooks watching(HookFilter filter) {
        return new Hooks(filter, new ActivationCache(), Interventions.NONE);
    }

    /// Shows the wanted activations in a new cache and changes what is said.
    public static Hooks of(HookFilter filter, Interventions interventions) {
        return new Hooks(filter, new ActivationCache(), interventions);
    }
}
