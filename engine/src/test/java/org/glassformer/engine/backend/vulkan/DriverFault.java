package org.glassformer.engine.backend.vulkan;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import org.lwjgl.vulkan.VKCapabilitiesDevice;

/// A driver that fails: while this is open, one of its calls does nothing and returns what the test wants.
///
/// The call's address in the table that LWJGL keeps for the open device is exchanged, so that everything on our
/// side of the driver is what it always is.
final class DriverFault implements AutoCloseable {
    private final VKCapabilitiesDevice table;
    private final Field entry;
    private final long driver;
    private final Arena arena = Arena.ofShared();

    /// @param function such as `vkQueueSubmit`, one that returns a `VkResult`
    /// @param result what it returns from now on
    @SuppressWarnings("restricted")
    DriverFault(VulkanBackend backend, String function, int result) {
        this.table = backend.gpu().device().getCapabilities();
        try {
            this.entry = VKCapabilitiesDevice.class.getField(function);
            entry.setAccessible(true);
            this.driver = entry.getLong(table);
            // C lets a function without parameters be called with any: the caller puts them up and
            // takes them away.
            long failing =
                    Linker.nativeLinker()
                            .upcallStub(
                                    MethodHandles.constant(int.class, result),
                                    FunctionDescriptor.of(ValueLayout.JAVA_INT),
                                    arena)
                            .address();
            entry.setLong(table, failing);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            entry.setLong(table, driver);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
        arena.close();
    }
}
