/// Chat messages as the input of the Tokens screen.
@NullMarked
package org.glassformer.app.feature.tokens.chat;

import org.jspecify.annotations.NullMarked;
