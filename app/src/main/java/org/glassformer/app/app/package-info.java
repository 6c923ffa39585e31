/// Where the lab begins: the parts are built and wired here.
@NullMarked
package org.glassformer.app.app;

import org.jspecify.annotations.NullMarked;
