/// Deliberately wrong classes, to see the rules bite.
@NullMarked
package org.glassformer.engine.architecture.broken.tensor;

import org.jspecify.annotations.NullMarked;
