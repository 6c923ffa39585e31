package org.glassformer.engine.backend.vulkan;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.BackendProvider;
import org.glassformer.engine.backend.DeviceException;

/// Offers the devices that Vulkan knows: the first as `vulkan`, others as `vulkan:1` and so on.
///
/// Nothing of Vulkan is loaded before somebody asks for the devices, or for one of them.
public final class VulkanBackendProvider implements BackendProvider {
    static final String NAME = "vulkan";

    /// Made by the service loader.
    public VulkanBackendProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "graphics card, through Vulkan";
    }

    /// Below the CPU's default: a graphics card is used by those who choose it.
    @Override
    public int rank() {
        return 5;
    }

    @Override
    public Optional<String> whyMissing() {
        return devices().getFirst() instanceof Found found
                ? found.whyMissing()
                : Optional.of(missing());
    }

    private static String missing() {
        String why = Loader.whyMissing();
        return why.isEmpty() ? "Vulkan is here, but no driver that knows a device" : why;
    }

    /// One provider for each device; itself, which says why, if there is none.
    @Override
    public List<BackendProvider> devices() {
        if (!Loader.whyMissing().isEmpty()) {
            return List.of(this);
        }
        try (Instance instance = new Instance()) {
            List<Candidate> found = instance.devices();
            if (found.isEmpty()) {
                return List.of(this);
            }
            return IntStream.range(0, found.size())
                    .<BackendProvider>mapToObj(i -> new Found(this, i, found.get(i)))
                    .toList();
        } catch (DeviceException unusable) {
            return List.of(this);
        }
    }

    @Override
    public Backend open(int threads) {
        return openDevice(0);
    }

    private static Backend openDevice(int index) {
        Instance instance = new Instance();
        try {
            List<Candidate> found = instance.devices();
            if (index >= found.size()) {
                throw new DeviceException(missing());
            }
            Candidate candidate = found.get(index);
            return new VulkanBackend(
                    nameOf(index), instance, candidate, VulkanBackend.Settings.of(candidate));
        } catch (RuntimeException | Error e) {
            instance.close();
            throw e;
        }
    }

    private static String nameOf(int index) {
        return index == 0 ? NAME : NAME + ":" + index;
    }

    /// A device that was found.
    ///
    /// @param kind the provider that found it
    /// @param index its place in the list
    /// @param candidate what is known about it
    private record Found(VulkanBackendProvider kind, int index, Candidate candidate)
            implements BackendProvider {
        @Override
        public String name() {
            return nameOf(index);
        }

        @Override
        public String description() {
            return candidate.description();
        }

        @Override
        public int rank() {
            return kind.rank();
        }

        @Override
        public Optional<String> whyMissing() {
            return candidate.whyUnfit().isEmpty()
                    ? Optional.empty()
                    : Optional.of(candidate.whyUnfit());
        }

        @Override
        public Backend open(int threads) {
            return openDevice(index);
        }
    }
}
