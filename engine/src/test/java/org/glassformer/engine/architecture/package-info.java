/// The rules of the architecture page, checked on the compiled classes.
@NullMarked
package org.glassformer.engine.architecture;

import org.jspecify.annotations.NullMarked;
