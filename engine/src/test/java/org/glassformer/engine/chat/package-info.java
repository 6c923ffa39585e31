/// Tests of chat templates.
@NullMarked
package org.glassformer.engine.chat;

import org.jspecify.annotations.NullMarked;
