/// Tests of the sampler stages against published vectors and naive double arithmetic.
@NullMarked
package org.glassformer.engine.sampling;

import org.jspecify.annotations.NullMarked;
