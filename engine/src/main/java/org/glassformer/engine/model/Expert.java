package org.glassformer.engine.model;

import org.glassformer.engine.backend.Activation;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.tensor.Tensor;

/// A gated MLP of a mixture: (act(x w1) * (x w3)) w2.
///
/// @param w1 (F, C)
/// @param w3 (F, C)
/// @param w2 (C, F)
record Expert(Linear w1, Linear w3, Linear w2) {

    static Expert of(Parameters parameters, String prefix, int size, int c) {
        return new Expert(
                parameters.linear(prefix + "w1", null, size, c),
                parameters.linear(prefix + "w3", null, size, c),
                parameters.linear(prefix + "w2", null, c, size));
    }

    /// Room for what is computed between input and output, (rows, F) each.
    record Room(Tensor pre, Tensor up, Tensor post) {
        static Room allocate(Allocations memory, int rows, int size) {
            return new Room(
                    memory.allocate(rows, size),
                    memory.allocate(rows, size),
                    memory.allocate(rows, size));
        }

        Room slice(int from, int to) {
            return new Room(pre.slice(from, to), up.slice(from, to), post.slice(from, to));
        }
    }

    /// @param out (rows, C), written
    /// @param x (rows, C)
    void forward(Backend backend, Tensor out, Tensor x, Room room, Activation activation) {
        w1.forward(backend, room.pre(), x);
        w3.forward(backend, room.up(), x);
        backend.gate(room.post(), room.pre(), room.up(), activation);
        w2.forward(backend, out, room.post());
    }

    /// @param dx (rows, C), added to
    /// @param dOut (rows, C)
    /// @param x (rows, C)
    /// @param room as the forward pass left it
    /// @param dRoom overwritten
    void backward(
            Backend backend,
            Tensor dx,
            Tensor dOut,
            Tensor x,
            Room room,
            Room dRoom,
            Activation activation) {
        backend.fill(dRoom.post(), 0);
        w2.backward(backend, dRoom.post(), dOut, room.post());
        backend.fill(dRoom.pre(), 0);
        backend.fill(dRoom.up(), 0);
        backend.gateBackward(
                dRoom.pre(), dRoom.up(), dRoom.post(), room.pre(), room.up(), activation);
        w3.backward(backend, dx, dRoom.up(), x);
        w1.backward(backend, dx, dRoom.pre(), x);
    }
}
