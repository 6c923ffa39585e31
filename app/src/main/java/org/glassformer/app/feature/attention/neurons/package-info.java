/// The neurons of the MLPs: which fire most at a position, and where in the text one of them fires.
@NullMarked
package org.glassformer.app.feature.attention.neurons;

import org.jspecify.annotations.NullMarked;
