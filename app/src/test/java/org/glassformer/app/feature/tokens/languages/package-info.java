@NullMarked
package org.glassformer.app.feature.tokens.languages;

import org.jspecify.annotations.NullMarked;
