/// From characters to tokens, step by step: code points, UTF-8 bytes, bits, and one merge at a time.
@NullMarked
package org.glassformer.app.feature.tokens.steps;

import org.jspecify.annotations.NullMarked;
