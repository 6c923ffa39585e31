/// The screen that looks inside: heads, one attention map, the next token and the sampler chain side by side.
@NullMarked
package org.glassformer.app.feature.inside;

import org.jspecify.annotations.NullMarked;
