package org.glassformer.engine.backend.nd4j;

import org.glassformer.engine.backend.AttentionShape;
import org.glassformer.engine.backend.nd4j.Arguments.Place;
import org.nd4j.linalg.api.ndarray.INDArray;

/// The matrices of which the products of attention are taken: a block is one query head of one
/// sequence, or, where there is a single query, all heads that share a key-value head.
///
/// They are views with wide rows into (B T, NH HS) and (B S, NKV HS); nothing is copied.
///
/// @param at the sizes
record Heads(AttentionShape at) {

    /// The number of blocks.
    int count() {
        return at.batch() * (isSingle() ? at.nKvHead() : at.nHead());
    }

    /// Queries in a block.
    int rows() {
        return isSingle() ? at.groupSize() : at.queries();
    }

    /// Floats of the scores of a block.
    long scores() {
        return (long) rows() * at.keys();
    }

    private boolean isSingle() {
        return at.queries() == 1;
    }

    /// The rows of a block in q, z or their gradients: (rows, HS).
    INDArray queries(Place place, int block) {
        int hs = at.headSize();
        long width = (long) at.nHead() * hs;
        if (isSingle()) {
            long first = place.offset() + (long) block * at.groupSize() * hs;
            return place.memory().matrix(first, rows(), hs, hs);
        }
        long sequence = block / at.nHead();
        long head = block % at.nHead();
        long first = place.offset() + sequence * at.queries() * width + head * hs;
        return place.memory().matrix(first, rows(), hs, width);
    }

    /// The rows of the keys that a block looks at, in k, v or their gradients: (S, HS).
    INDArray keys(Place place, int block) {
        int hs = at.headSize();
        long width = (long) at.nKvHead() * hs;
        int perSequence = isSingle() ? at.nKvHead() : at.nHead();
        long sequence = block / perSequence;
        long head = isSingle() ? block % perSequence : block % perSequence / at.groupSize();
        long first = place.offset() + sequence * at.keys() * width + head * hs;
        return place.memory().matrix(first, at.keys(), hs, width);
    }

    /// The scores of a block: (rows, S).
    INDArray scores(Place place, int block) {
        long first = place.offset() + block * scores();
        return place.memory().matrix(first, rows(), at.keys(), at.keys());
    }

    /// The scores of neighbouring blocks: (blocks, rows, S).
    INDArray scores(Place place, int first, int blocks) {
        long from = place.offset() + first * scores();
        return place.memory().cube(from, blocks, rows(), at.keys(), scores(), at.keys());
    }

    /// The same, a row for each query: (blocks rows, S).
    INDArray scoreRows(Place place, int first, int blocks) {
        long from = place.offset() + first * scores();
        return place.memory().matrix(from, (long) blocks * rows(), at.keys(), at.keys());
    }

    /// One number for each query of neighbouring blocks, from (B, NH, T): (blocks rows, 1).
    INDArray column(Place place, int first, int blocks) {
        long from = place.offset() + (long) first * rows();
        return place.memory().matrix(from, (long) blocks * rows(), 1, 1);
    }

    /// What of (B T, NH) belongs to each head and query: (B, NH, T), seen without copying.
    INDArray byHead(Place place) {
        long width = (long) at.queries() * at.nHead();
        return place.memory()
                .cube(place.offset(), at.batch(), at.queries(), at.nHead(), width, at.nHead())
                .permute(0, 2, 1);
    }

    /// Memory of (B, NH, T) in that order.
    INDArray ordered(Place place) {
        long width = (long) at.queries() * at.nHead();
        return place.memory()
                .cube(place.offset(), at.batch(), at.nHead(), at.queries(), width, at.queries());
    }
}
