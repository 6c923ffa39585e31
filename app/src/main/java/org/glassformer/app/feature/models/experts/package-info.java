/// Which expert took which token of the text, in models that are mixtures of experts.
@NullMarked
package org.glassformer.app.feature.models.experts;

import org.jspecify.annotations.NullMarked;
