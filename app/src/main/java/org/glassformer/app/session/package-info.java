/// What all screens share: the model, the prompt, the selection, the sampler chain, and the one seam to the engine.
@NullMarked
package org.glassformer.app.session;

import org.jspecify.annotations.NullMarked;
