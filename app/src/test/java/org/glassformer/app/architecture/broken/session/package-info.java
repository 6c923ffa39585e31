/// Deliberately wrong classes, to see the rules bite.
@NullMarked
package org.glassformer.app.architecture.broken.session;

import org.jspecify.annotations.NullMarked;
