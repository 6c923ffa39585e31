@NullMarked
package org.glassformer.app.feature.models;

import org.jspecify.annotations.NullMarked;
