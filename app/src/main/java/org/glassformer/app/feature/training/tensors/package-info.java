/// The weights, gradients and moments of any tensor at any kept step of a run.
@NullMarked
package org.glassformer.app.feature.training.tensors;

import org.jspecify.annotations.NullMarked;
