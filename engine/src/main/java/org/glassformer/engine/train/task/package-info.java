/// What a model can be set to learn: generated examples and texts, with cases held apart, and the
/// vocabularies for them.
@NullMarked
package org.glassformer.engine.train.task;

import org.jspecify.annotations.NullMarked;
