/// Perceptual, colour-blind-safe colour maps and the scales that use them.
@NullMarked
package org.glassformer.app.ui.color;

import org.jspecify.annotations.NullMarked;
