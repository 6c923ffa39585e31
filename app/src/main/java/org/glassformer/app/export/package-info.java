/// What leaves the lab: a panel as a picture or a drawing with its settings as a caption, and its numbers.
@NullMarked
package org.glassformer.app.export;

import org.jspecify.annotations.NullMarked;
