/// The Tokens screen.
@NullMarked
package org.glassformer.app.feature.tokens;

import org.jspecify.annotations.NullMarked;
