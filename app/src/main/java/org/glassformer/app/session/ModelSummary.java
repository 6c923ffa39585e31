package org.glassformer.app.session;

import java.nio.file.Path;

/// What there is to say about the open model and the device that it runs on.
///
/// @param serial which opening this is: a model opened again is another one
/// @param name the folder's name
/// @param folder where it was opened
/// @param family the architecture's name, such as `gpt2`
/// @param parameters number of weights
/// @param nLayer blocks
/// @param nHead heads of a block
/// @param context tokens that it reads at most
/// @param vocabSize tokens that it knows
/// @param precision type of the weights in memory, such as `F32`
/// @param device name of the device
/// @param deviceNote what the device is, such as `CPU, Vector API 512 bit, 2 threads`
public record ModelSummary(
        long serial,
        String name,
        Path folder,
        String family,
        long parameters,
        int nLayer,
        int nHead,
        int context,
        int vocabSize,
        String precision,
        String device,
        String deviceNote) {}
