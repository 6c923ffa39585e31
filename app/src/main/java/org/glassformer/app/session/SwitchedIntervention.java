package org.glassformer.app.session;

import org.glassformer.engine.hook.Intervention;

/// Something taken out of the running model, or changed in it, that can be switched off without being forgotten.
///
/// @param what the change
/// @param on whether it is in force
public record SwitchedIntervention(Intervention what, boolean on) {

    /// The same, switched the other way.
    SwitchedIntervention switched() {
        return new SwitchedIntervention(what, !on);
    }
}
