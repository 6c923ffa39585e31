/// What each head, each MLP and the embeddings add to the logit of a token.
@NullMarked
package org.glassformer.app.feature.attention.contributions;

import org.jspecify.annotations.NullMarked;
