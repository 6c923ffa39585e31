/// The open model drawn from tokens to logits, and the weights of each of its boxes.
@NullMarked
package org.glassformer.app.feature.models.weights;

import org.jspecify.annotations.NullMarked;
