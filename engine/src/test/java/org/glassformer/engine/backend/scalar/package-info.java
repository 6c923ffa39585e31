/// Tests of the oracle against formulas worked out by hand, and against differences.
@NullMarked
package org.glassformer.engine.backend.scalar;

import org.jspecify.annotations.NullMarked;
