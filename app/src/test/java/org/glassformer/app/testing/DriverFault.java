package org.glassformer.app.testing;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.glassformer.engine.backend.Backend;
import org.lwjgl.vulkan.VKCapabilitiesDevice;
import org.lwjgl.vulkan.VkDevice;

/// A graphics driver that fails: while this is open, one of its calls does nothing and returns what the test wants.
///
/// The call's address in the table that LWJGL keeps for the open device is exchanged; lab and engine are what they always
/// are.
public final class DriverFault implements AutoCloseable {

    private final VKCapabilitiesDevice table;
    private final Field entry;
    private final long driver;
    private final Arena arena = Arena.ofShared();

    /// A fault, from now on.
    ///
    /// @param backend on Vulkan
    /// @param function such as `vkQueueSubmit`, one that returns a `VkResult`
    /// @param result what it returns
    @SuppressWarnings("restricted")
    public DriverFault(Backend backend, String function, int result) {
        try {
            VkDevice device = (VkDevice) inside(inside(backend, "gpu"), "device");
            table = device.getCapabilities();
            entry = VKCapabilitiesDevice.class.getField(function);
            entry.setAccessible(true);
            driver = entry.getLong(table);
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

    private static Object inside(Object of, String method) throws ReflectiveOperationException {
        Method found = of.getClass().getDeclaredMethod(method);
        found.setAccessible(true);
        return found.invoke(of);
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
