package org.glassformer.engine.train.task;

import java.util.List;
import org.glassformer.engine.train.DataPosition;
import org.glassformer.engine.train.DataPosition.Pass;
import org.glassformer.engine.train.TrainingException;

/// The number of the next window as a position in data that is made from numbers.
final class WindowNumber {
    private WindowNumber() {}

    static DataPosition position(long next) {
        return new DataPosition(
                0,
                List.of(
                        new Pass(
                                (int) (next >>> (Integer.SIZE - 1)),
                                (int) (next & Integer.MAX_VALUE))));
    }

    static long of(DataPosition position) {
        if (position.passes().size() != 1
                || position.passes().getFirst().pass() < 0
                || position.passes().getFirst().next() < 0) {
            throw new TrainingException("the data has changed since the run was saved");
        }
        Pass pass = position.passes().getFirst();
        return ((long) pass.pass() << (Integer.SIZE - 1)) + pass.next();
    }
}
