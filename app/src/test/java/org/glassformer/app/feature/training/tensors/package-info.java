@NullMarked
package org.glassformer.app.feature.training.tensors;

import org.jspecify.annotations.NullMarked;
