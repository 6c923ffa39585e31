/// Two settings of the sampler, or two devices, side by side on one prompt.
@NullMarked
package org.glassformer.app.feature.sampling.compare;

import org.jspecify.annotations.NullMarked;
