/// Constrained decoding: choices, regular expressions and JSON schemas become masks over tokens.
///
/// Works on the bytes of tokens and plain arrays and knows nothing of models or tokenizers. A
/// [org.glassformer.engine.sampling.grammar.Grammar] says which texts there are, a
/// [org.glassformer.engine.sampling.grammar.TokenBytes] which tokens, and a
/// [org.glassformer.engine.sampling.grammar.GrammarState] which tokens may come next.
@NullMarked
package org.glassformer.engine.sampling.grammar;

import org.jspecify.annotations.NullMarked;
