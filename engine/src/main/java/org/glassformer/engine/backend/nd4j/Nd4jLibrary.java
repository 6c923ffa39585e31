package org.glassformer.engine.backend.nd4j;

import java.util.Locale;
import java.util.Optional;

/// What of ND4J is on the class path, found without loading any of it.
final class Nd4jLibrary {
    private static final String NATIVE = "org/nd4j/linalg/cpu/nativecpu/bindings/";
    private static final String CUDA = "org/nd4j/linalg/jcublas/bindings/";

    private final ClassLoader loader;

    Nd4jLibrary(ClassLoader loader) {
        this.loader = loader;
    }

    /// The library that the engine itself sees.
    static Nd4jLibrary ofThisEngine() {
        return new Nd4jLibrary(Nd4jLibrary.class.getClassLoader());
    }

    /// Whether the Maven profile `cuda` took part in the build.
    boolean isForCuda() {
        return loader.getResource("org/nd4j/linalg/jcublas/JCublasBackend.class") != null;
    }

    /// Why ND4J cannot compute on the CPU, as a sentence; empty if it can.
    Optional<String> whyNotOnCpu() {
        if (isForCuda()) {
            return Optional.of("this build has ND4J for CUDA, and a JVM can have only one of them");
        }
        if (loader.getResource("org/nd4j/linalg/cpu/nativecpu/CpuBackend.class") == null) {
            return Optional.of("ND4J is not on the class path");
        }
        return whyNoNatives(NATIVE, "nd4jcpu");
    }

    /// Why ND4J cannot compute on an NVIDIA card, as far as can be said without asking the card.
    Optional<String> whyNotOnCuda() {
        if (!isForCuda()) {
            return Optional.of(
                    "the engine was built without the Maven profile cuda; even with it, a card newer than"
                            + " compute capability 8.9 (Hopper, Blackwell) cannot be used this way, because"
                            + " ND4J's CUDA 11.6 libraries hold machine code up to 8.6 and no PTX that its"
                            + " driver could translate: use the vulkan device there");
        }
        return whyNoNatives(CUDA, "nd4jcuda");
    }

    private Optional<String> whyNoNatives(String folder, String library) {
        String platform = platform();
        String file = System.mapLibraryName(library);
        return loader.getResource(folder + platform + "/" + file) != null
                ? Optional.empty()
                : Optional.of("ND4J has no native library for " + platform + " on the class path");
    }

    /// This machine as JavaCPP names it, such as `linux-x86_64`.
    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String cpu = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String system = os.contains("win") ? "windows" : os.contains("mac") ? "macosx" : "linux";
        return system + "-" + (cpu.equals("amd64") ? "x86_64" : cpu.replace("aarch64", "arm64"));
    }
}
