/// What continues the text, tested without a window.
@NullMarked
package org.glassformer.app.feature.sampling.text;

import org.jspecify.annotations.NullMarked;
