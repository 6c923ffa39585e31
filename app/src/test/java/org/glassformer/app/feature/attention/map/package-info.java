@NullMarked
package org.glassformer.app.feature.attention.map;

import org.jspecify.annotations.NullMarked;
