/// Constrained decoding: what the text after the prompt must be, and what that leaves of the next token.
@NullMarked
package org.glassformer.app.feature.sampling.constraint;

import org.jspecify.annotations.NullMarked;
