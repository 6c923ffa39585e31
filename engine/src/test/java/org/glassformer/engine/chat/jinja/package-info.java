/// Tests of the template language.
@NullMarked
package org.glassformer.engine.chat.jinja;

import org.jspecify.annotations.NullMarked;
