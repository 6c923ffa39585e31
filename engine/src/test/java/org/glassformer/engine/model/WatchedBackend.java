package org.glassformer.engine.model;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.glassformer.engine.backend.Backend;
import org.jspecify.annotations.Nullable;

/// A device whose operations somebody hears of.
public final class WatchedBackend {
    private WatchedBackend() {}

    /// Hears of operations by the names of their methods.
    public interface Watcher {
        /// Before an operation; may throw instead of it.
        void before(String operation);

        /// After an operation.
        default void after(String operation, @Nullable Object result) {}
    }

    /// A device that does what `real` does.
    public static Backend of(Backend real, Watcher watcher) {
        return (Backend)
                Proxy.newProxyInstance(
                        Backend.class.getClassLoader(),
                        new Class<?>[] {Backend.class},
                        (proxy, method, arguments) -> {
                            watcher.before(method.getName());
                            try {
                                Object result = method.invoke(real, arguments);
                                watcher.after(method.getName(), result);
                                return result;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }
}
