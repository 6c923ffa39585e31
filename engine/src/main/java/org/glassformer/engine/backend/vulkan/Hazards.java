package org.glassformer.engine.backend.vulkan;

/// Knows which addresses the commands since the last barrier touch, so that a command waits only for
/// those whose results it needs, or overwrites.
final class Hazards {
    private static final int ROOM = 128;
    private static final int MANY = 96;

    private final long[] start = new long[ROOM];
    private final long[] end = new long[ROOM];
    private final boolean[] writes = new boolean[ROOM];
    private int earlier;
    private int count;

    /// Notes what the next command touches: the bytes from `from` to `to` (exclusive).
    void touch(long from, long to, boolean write) {
        start[count] = from;
        end[count] = to;
        writes[count] = write;
        count++;
    }

    /// Whether the next command must wait for an earlier one; it counts as an earlier one from now on.
    boolean next() {
        boolean wait = count > MANY || conflict();
        if (wait) {
            int own = count - earlier;
            System.arraycopy(start, earlier, start, 0, own);
            System.arraycopy(end, earlier, end, 0, own);
            System.arraycopy(writes, earlier, writes, 0, own);
            count = own;
        }
        earlier = count;
        return wait;
    }

    private boolean conflict() {
        for (int i = earlier; i < count; i++) {
            for (int j = 0; j < earlier; j++) {
                if ((writes[i] || writes[j]) && start[i] < end[j] && start[j] < end[i]) {
                    return true;
                }
            }
        }
        return false;
    }
}
