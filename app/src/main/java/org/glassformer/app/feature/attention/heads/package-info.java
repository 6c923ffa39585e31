/// Small pictures of all heads, the patterns that they show, and which of them are seen.
@NullMarked
package org.glassformer.app.feature.attention.heads;

import org.jspecify.annotations.NullMarked;
