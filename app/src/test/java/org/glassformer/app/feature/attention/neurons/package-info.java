/// Tests of the panels of the neurons.
@NullMarked
package org.glassformer.app.feature.attention.neurons;

import org.jspecify.annotations.NullMarked;
