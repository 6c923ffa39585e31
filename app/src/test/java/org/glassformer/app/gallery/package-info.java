/// Every control with made-up data and edge cases, written as pictures to look at.
@NullMarked
package org.glassformer.app.gallery;

import org.jspecify.annotations.NullMarked;
