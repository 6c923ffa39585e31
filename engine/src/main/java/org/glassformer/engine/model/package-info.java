/// The transformer: configuration, weights, one class per layer, forward and backward.
@NullMarked
package org.glassformer.engine.model;

import org.jspecify.annotations.NullMarked;
