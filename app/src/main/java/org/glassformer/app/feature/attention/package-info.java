/// The Attention screen: who looks at whom, what is inside the model, and what happens to the next token when something
/// is taken out. It composes its sub-packages, which know nothing of each other.
@NullMarked
package org.glassformer.app.feature.attention;

import org.jspecify.annotations.NullMarked;
