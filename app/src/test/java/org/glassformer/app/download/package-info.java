@NullMarked
package org.glassformer.app.download;

import org.jspecify.annotations.NullMarked;
