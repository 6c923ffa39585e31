package org.glassformer.engine.backend.nd4j;

import org.glassformer.engine.backend.DeviceException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/// ND4J as it runs in this JVM, which has one of it: what one device sets, all see.
///
/// @param threads CPU threads that compute
/// @param place what it runs on, for people
record Nd4jRuntime(int threads, String place) {

    /// Loads ND4J, on the first call, and sets its number of threads.
    ///
    /// @param onCuda whether a card is wanted
    /// @param threads CPU threads, 0 for as many as there are cores
    /// @throws DeviceException if it does not start, with the reason
    static Nd4jRuntime start(boolean onCuda, int threads) {
        if (threads < 0) {
            throw new IllegalArgumentException("negative number of threads: " + threads);
        }
        int wanted = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        try {
            return started(onCuda, wanted);
        } catch (LinkageError | RuntimeException e) {
            throw new DeviceException(
                    (onCuda
                                    ? "ND4J does not start on this card; it needs CUDA 11.6 and a compute"
                                            + " capability of 3.7 to 8.9: "
                                    : "ND4J does not start: ")
                            + reason(e));
        }
    }

    private static Nd4jRuntime started(boolean onCuda, int threads) {
        // Tensors are closed by hand; what the collector frees are views, which hold no numbers.
        Nd4j.getMemoryManager().togglePeriodicGc(false);
        if (Nd4j.getEnvironment().isCPU() == onCuda) {
            throw new DeviceException(
                    onCuda ? "no card was found that it can use" : "it started on a card");
        }
        Nd4j.getEnvironment().setMaxMasterThreads(threads);
        Nd4j.getEnvironment().setMaxThreads(threads);
        Nd4j.factory().blas().setMaxThreads(threads);
        // A card for which there is no code fails with its first kernel, not before.
        try (INDArray one = Nd4j.ones(DataType.FLOAT, 2)) {
            if (one.addi(1).getFloat(0) != 2) {
                throw new DeviceException("it computes nonsense");
            }
        }
        return new Nd4jRuntime(threads, onCuda ? "NVIDIA GPU" : "CPU");
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
