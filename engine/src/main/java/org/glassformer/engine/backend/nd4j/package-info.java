/// A device on ND4J's arrays and native operations: on the CPU, or on an NVIDIA card with the Maven
/// profile `cuda`.
///
/// Nothing of ND4J is loaded before the device is opened, because its libraries take seconds to start
/// and 400 MB of disk: only [Nd4jBackendProvider] and its neighbours are seen by the service loader,
/// and they look for ND4J's files without touching its classes.
///
/// The parts of [Nd4jBackend] (`Nd4jNormOps` and its like) check the arguments and hand over; [ArrayMemory] is the memory behind a tensor and
/// gives out views of it, [Scratch] lends what an operation needs meanwhile, [Ops] has the operations
/// of ND4J that are used, in the writing of this engine (the result first).
@NullMarked
package org.glassformer.engine.backend.nd4j;

import org.jspecify.annotations.NullMarked;
