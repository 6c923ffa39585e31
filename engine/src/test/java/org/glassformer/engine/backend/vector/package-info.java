/// Tests of the vector device against the plain loops.
@NullMarked
package org.glassformer.engine.backend.vector;

import org.jspecify.annotations.NullMarked;
