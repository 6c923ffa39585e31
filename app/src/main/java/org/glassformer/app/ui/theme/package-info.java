/// Light, dark and projector looks: style sheets, typefaces, zoom and style-class constants.
@NullMarked
package org.glassformer.app.ui.theme;

import org.jspecify.annotations.NullMarked;
