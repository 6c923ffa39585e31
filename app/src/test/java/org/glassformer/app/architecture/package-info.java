/// The rules of the architecture page, checked on the compiled classes.
@NullMarked
package org.glassformer.app.architecture;

import org.jspecify.annotations.NullMarked;
