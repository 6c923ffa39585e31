/// What is measured against others: kernels with JMH, and whole models beside another engine.
@NullMarked
package org.glassformer.benchmarks;

import org.jspecify.annotations.NullMarked;
