/// The template language of chat templates: Jinja as Hugging Face's transformers runs it, with `trim_blocks` and
/// `lstrip_blocks`, in a sandbox with limits, and with the origin of every character kept.
@NullMarked
package org.glassformer.engine.chat.jinja;

import org.jspecify.annotations.NullMarked;
