@NullMarked
package org.glassformer.app.feature.models.experts;

import org.jspecify.annotations.NullMarked;
