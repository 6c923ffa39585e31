/// Chat templates: from messages to the text that a model was trained on, with every character's origin.
@NullMarked
package org.glassformer.engine.chat;

import org.jspecify.annotations.NullMarked;
