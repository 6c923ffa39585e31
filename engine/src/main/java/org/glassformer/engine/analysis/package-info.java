/// What a run of the model shows of its inside: the logit lens, what each part adds to a logit,
/// attention patterns and what they look like, neurons, and the map of the token embeddings.
///
/// Everything here reads activations that a run has copied; nothing runs the blocks again.
@NullMarked
package org.glassformer.engine.analysis;

import org.jspecify.annotations.NullMarked;
