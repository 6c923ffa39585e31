/// The Sampling screen: the next token over the whole vocabulary, the sampler chain, and what continues the text.
@NullMarked
package org.glassformer.app.feature.sampling;

import org.jspecify.annotations.NullMarked;
