/// What every device must do, checked on each of them.
@NullMarked
package org.glassformer.engine.backend;

import org.jspecify.annotations.NullMarked;
