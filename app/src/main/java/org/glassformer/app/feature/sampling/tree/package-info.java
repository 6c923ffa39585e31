/// The generation as a tree: its branches, what they cost, and two of them compared.
@NullMarked
package org.glassformer.app.feature.sampling.tree;

import org.jspecify.annotations.NullMarked;
