@NullMarked
package org.glassformer.app.feature.attention.heads;

import org.jspecify.annotations.NullMarked;
