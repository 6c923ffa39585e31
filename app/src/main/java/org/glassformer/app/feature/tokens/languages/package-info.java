/// What one paragraph costs in many languages: its tokens with up to four tokenizers, as bars.
@NullMarked
package org.glassformer.app.feature.tokens.languages;

import org.jspecify.annotations.NullMarked;
