/// What all screens share, tested with everything on one thread.
@NullMarked
package org.glassformer.app.session;

import org.jspecify.annotations.NullMarked;
