/// A panel of the Tokens screen that learns a BPE vocabulary before one's eyes.
@NullMarked
package org.glassformer.app.feature.tokens.training;

import org.jspecify.annotations.NullMarked;
