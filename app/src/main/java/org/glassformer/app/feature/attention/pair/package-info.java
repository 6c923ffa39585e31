/// One pair of query and key, through every stage of its head.
@NullMarked
package org.glassformer.app.feature.attention.pair;

import org.jspecify.annotations.NullMarked;
