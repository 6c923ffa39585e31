/// Work off the JavaFX thread and results on it: tasks, cancellation and newest-wins slots.
@NullMarked
package org.glassformer.app.task;

import org.jspecify.annotations.NullMarked;
