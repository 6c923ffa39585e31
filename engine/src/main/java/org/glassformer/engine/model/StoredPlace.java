package org.glassformer.engine.model;

import org.glassformer.engine.tensor.Shape;

/// Where a checkpoint keeps a parameter.
///
/// @param name of the tensor
/// @param rows of it
/// @param transposed whether it is stored as (in, out)
/// @param besideOne whether what is stored is to be added to 1
/// @param experts if the tensor holds a matrix for each of so many experts, (E, rows, columns); else 0
record StoredPlace(
        String name, StoredRows rows, boolean transposed, boolean besideOne, int experts) {

    /// The shape of the stored tensor.
    ///
    /// @param parameter the parameter's shape
    Shape shape(Shape parameter) {
        if (parameter.rank() == 1) {
            return Shape.of(rows.total());
        }
        int in = parameter.dim(1);
        if (experts > 0) {
            return Shape.of(experts, rows.total() / experts, in);
        }
        return transposed ? Shape.of(in, rows.total()) : Shape.of(rows.total(), in);
    }
}
