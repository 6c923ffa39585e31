package org.glassformer.engine.model;

import java.util.Collections;
import java.util.List;
import org.glassformer.engine.backend.Activation;
import org.jspecify.annotations.Nullable;

/// A configuration that is being put together: the components of [ModelConfig] and [Variant], which say
/// what they mean. It begins as a Llama without sizes.
final class ConfigDraft {
    String family = "";
    int nLayer;
    int nHead;
    int nKvHead;
    int nEmbd;
    int headSize;
    int ffnSize;
    int vocabSize;
    int blockSize;
    boolean rmsNorm = true;
    float normEps = 1e-5f;
    Activation activation = Activation.SILU;
    boolean gatedMlp = true;
    boolean learnedPositions;
    double ropeTheta = 10000;
    RopeScaling ropeScaling = new RopeScaling.None();
    boolean qkvBias;
    boolean attnOutBias;
    boolean mlpBias;
    boolean qkNorm;
    boolean tiedHead;
    List<Integer> windows = List.of();
    int bosToken = -1;
    List<Integer> eosTokens = List.of();
    float embedScale = 1;
    boolean postNorms;
    boolean parallel;
    double queryScalar;
    float attnCap;
    float logitCap;
    int rotarySize;
    double localRopeTheta;
    @Nullable Experts experts;

    ConfigDraft() {}

    /// A Llama that needs the sizes of its MLP, vocabulary and context: each head has keys of its own, and every layer
    /// sees all of them.
    ConfigDraft(String family, int nLayer, int nHead, int nEmbd) {
        this.family = family;
        this.nLayer = nLayer;
        this.nHead = nHead;
        this.nKvHead = nHead;
        this.nEmbd = nEmbd;
        this.headSize = nEmbd / nHead;
        this.windows = Collections.nCopies(nLayer, 0);
    }

    /// The draft that gives `c`.
    ConfigDraft(ModelConfig c) {
        family = c.family();
        nLayer = c.nLayer();
        nHead = c.nHead();
        nKvHead = c.nKvHead();
        nEmbd = c.nEmbd();
        headSize = c.headSize();
        ffnSize = c.ffnSize();
        vocabSize = c.vocabSize();
        blockSize = c.blockSize();
        rmsNorm = c.rmsNorm();
        normEps = c.normEps();
        activation = c.activation();
        gatedMlp = c.gatedMlp();
        learnedPositions = c.learnedPositions();
        ropeTheta = c.ropeTheta();
        ropeScaling = c.ropeScaling();
        qkvBias = c.qkvBias();
        attnOutBias = c.attnOutBias();
        mlpBias = c.mlpBias();
        qkNorm = c.qkNorm();
        tiedHead = c.tiedHead();
        windows = c.windows();
        bosToken = c.bosToken();
        eosTokens = c.eosTokens();
        Variant variant = c.variant();
        embedScale = variant.embedScale();
        postNorms = variant.postNorms();
        parallel = variant.parallel();
        queryScalar = variant.queryScalar();
        attnCap = variant.attnCap();
        logitCap = variant.logitCap();
        rotarySize = variant.rotarySize();
        localRopeTheta = variant.localRopeTheta();
        experts = variant.experts();
    }

    /// The configuration.
    ///
    /// @throws IllegalArgumentException if the sizes do not fit each other
    ModelConfig build() {
        return new ModelConfig(
                family,
                nLayer,
                nHead,
                nKvHead,
                nEmbd,
                headSize,
                ffnSize,
                vocabSize,
                blockSize,
                rmsNorm,
                normEps,
                activation,
                gatedMlp,
                learnedPositions,
                ropeTheta,
                ropeScaling,
                qkvBias,
                attnOutBias,
                mlpBias,
                qkNorm,
                tiedHead,
                windows,
                bosToken,
                eosTokens,
                new Variant(
                        embedScale,
                        postNorms,
                        parallel,
                        queryScalar,
                        attnCap,
                        logitCap,
                        rotarySize,
                        localRopeTheta,
                        experts));
    }
}
