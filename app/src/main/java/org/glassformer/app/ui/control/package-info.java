/// The lab's own controls, fed plain arrays and records, with no engine types.
@NullMarked
package org.glassformer.app.ui.control;

import org.jspecify.annotations.NullMarked;
