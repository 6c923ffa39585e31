/// The map of a model's token embeddings, and what lies near what in them.
@NullMarked
package org.glassformer.app.feature.attention.embeddings;

import org.jspecify.annotations.NullMarked;
