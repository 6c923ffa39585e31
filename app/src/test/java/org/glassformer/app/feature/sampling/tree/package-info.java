/// The generation as a tree, tested without a window.
@NullMarked
package org.glassformer.app.feature.sampling.tree;

import org.jspecify.annotations.NullMarked;
