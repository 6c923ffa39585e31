/// What the open model is made of, what it costs, and its card.
@NullMarked
package org.glassformer.app.feature.models.overview;

import org.jspecify.annotations.NullMarked;
