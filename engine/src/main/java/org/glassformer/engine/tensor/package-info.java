/// Shapes, data types and tensors: what an array of numbers is, without saying where it lives.
@NullMarked
package org.glassformer.engine.tensor;

import org.jspecify.annotations.NullMarked;
