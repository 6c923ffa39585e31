/// Tests of constrained decoding.
@NullMarked
package org.glassformer.engine.sampling.grammar;

import org.jspecify.annotations.NullMarked;
