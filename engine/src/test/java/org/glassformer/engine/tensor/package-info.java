/// Tests of shapes, types and views.
@NullMarked
package org.glassformer.engine.tensor;

import org.jspecify.annotations.NullMarked;
