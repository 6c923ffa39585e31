package org.glassformer.engine.train;

import java.nio.file.Path;
import java.util.function.Function;

/// What training needs of a tokenizer.
///
/// @param encode turns text into tokens; special tokens in the text are plain text
/// @param vocabSize one more than the largest token
/// @param endOfText the token between documents
/// @param file the tokenizer's file, to go with checkpoints and the finished model
record TrainingTokens(Function<String, int[]> encode, int vocabSize, int endOfText, Path file) {}
