/// Tests of the tokenizers.
@NullMarked
package org.glassformer.engine.tokenizer;

import org.jspecify.annotations.NullMarked;
