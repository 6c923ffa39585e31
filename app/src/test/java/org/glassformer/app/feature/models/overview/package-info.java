@NullMarked
package org.glassformer.app.feature.models.overview;

import org.jspecify.annotations.NullMarked;
