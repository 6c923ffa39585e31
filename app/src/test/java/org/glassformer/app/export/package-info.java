/// What leaves the lab, read back.
@NullMarked
package org.glassformer.app.export;

import org.jspecify.annotations.NullMarked;
