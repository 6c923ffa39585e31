/// Tests of the map of token embeddings.
@NullMarked
package org.glassformer.app.feature.attention.embeddings;

import org.jspecify.annotations.NullMarked;
