/// Looking into a running model: names of activations, what is kept of them, and interventions.
@NullMarked
package org.glassformer.engine.hook;

import org.jspecify.annotations.NullMarked;
