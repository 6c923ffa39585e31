/// Tests of the chat input.
@NullMarked
package org.glassformer.app.feature.tokens.chat;

import org.jspecify.annotations.NullMarked;
