package org.glassformer.app.feature.attention.pair;

import java.util.function.IntFunction;
import org.glassformer.app.ui.control.VectorStripData;

/// A strip of numbers with its title.
///
/// @param stage whose numbers they are
/// @param title what they are
/// @param figure what they come to, such as their sum or length
/// @param data the numbers
/// @param reading one of them in words, by its index
/// @param ofKeys whether each belongs to a key, which a click chooses
public record StripLine(
        Stage stage,
        String title,
        String figure,
        VectorStripData data,
        IntFunction<String> reading,
        boolean ofKeys) {}
