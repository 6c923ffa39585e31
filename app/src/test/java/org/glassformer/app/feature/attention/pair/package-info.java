@NullMarked
package org.glassformer.app.feature.attention.pair;

import org.jspecify.annotations.NullMarked;
