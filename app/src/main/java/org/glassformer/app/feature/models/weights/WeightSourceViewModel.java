package org.glassformer.app.feature.models.weights;

import org.glassformer.app.export.Matrix;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.ModelSummary;
import org.jspecify.annotations.Nullable;

/// The numbers of a weight, read from the open model row by row while a file is written, so that a large weight is not held
/// twice. Safe from any thread.
final class WeightSourceViewModel implements Matrix.Source {

    private final EngineService engine;
    private final ModelSummary model;
    private final String name;
    private final int columns;
    private float @Nullable [] values;
    private int held;

    WeightSourceViewModel(EngineService engine, ModelSummary model, String name, int columns) {
        this.engine = engine;
        this.model = model;
        this.name = name;
        this.columns = columns;
    }

    /// The number in a row and a column.
    ///
    /// @throws java.util.concurrent.CancellationException if the model was closed meanwhile
    @Override
    public synchronized float at(int row, int column) {
        float[] here = values;
        if (here == null || held != row) {
            here = read(row);
            values = here;
            held = row;
        }
        return here[column];
    }

    private float[] read(int row) {
        return engine.study(
                model,
                (open, _) -> {
                    float[] numbers = new float[columns];
                    open.backend()
                            .read(
                                    open.parameter(name).value(),
                                    (long) row * columns,
                                    numbers,
                                    0,
                                    columns);
                    return numbers;
                });
    }
}
