@NullMarked
package org.glassformer.app.feature.models.weights;

import org.jspecify.annotations.NullMarked;
