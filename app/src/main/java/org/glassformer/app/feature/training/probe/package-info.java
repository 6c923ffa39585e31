/// Fixed prompts read again and again while a model learns, beside the model it began with.
@NullMarked
package org.glassformer.app.feature.training.probe;

import org.jspecify.annotations.NullMarked;
