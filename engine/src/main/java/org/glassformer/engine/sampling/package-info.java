/// From logits to a token: an ordered chain of stages, what each of them did, and the seeded draw.
///
/// Works on plain `float[]` over the whole vocabulary and knows nothing of models.
@NullMarked
package org.glassformer.engine.sampling;

import org.jspecify.annotations.NullMarked;
