/// More than one answer to the prompt: best of N, majority vote and beam search, with what they cost.
@NullMarked
package org.glassformer.app.feature.sampling.answers;

import org.jspecify.annotations.NullMarked;
