/// What continues the text: its buttons, the text coloured by surprisal, the curve of entropy, and what ends a run.
@NullMarked
package org.glassformer.app.feature.sampling.text;

import org.jspecify.annotations.NullMarked;
