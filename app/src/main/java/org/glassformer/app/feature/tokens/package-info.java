/// The Tokens screen: a text, its tokens by one tokenizer or two, and the way between them.
@NullMarked
package org.glassformer.app.feature.tokens;

import org.jspecify.annotations.NullMarked;
