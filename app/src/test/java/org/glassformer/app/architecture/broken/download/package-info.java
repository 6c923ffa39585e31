/// Deliberately wrong classes, to see the rules bite.
@NullMarked
package org.glassformer.app.architecture.broken.download;

import org.jspecify.annotations.NullMarked;
