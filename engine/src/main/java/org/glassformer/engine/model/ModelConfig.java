package org.glassformer.engine.model;

import java.util.List;
import java.util.Optional;
import org.glassformer.engine.backend.Activation;

/// Everything that makes one transformer differ from another, but its weights.
///
/// @param family the checkpoint's `model_type`, one of [Families#FOLDERS]
/// @param nLayer blocks
/// @param nHead query heads, NH
/// @param nKvHead key-value heads, NKV, divides NH
/// @param nEmbd channels of the residual stream, C
/// @param headSize channels of a head, HS
/// @param ffnSize neurons of the MLP, F
/// @param vocabSize tokens, V
/// @param blockSize positions at most
/// @param rmsNorm RMSNorm instead of LayerNorm
/// @param normEps added under the root of the norms
/// @param activation the MLP's non-linearity
/// @param gatedMlp act(x w1) (x w3) instead of act(x w1)
/// @param learnedPositions a table of position embeddings instead of rotations
/// @param ropeTheta base of the rotations' wavelengths
/// @param ropeScaling how they are stretched
/// @param qkvBias biases of the q, k and v projections
/// @param attnOutBias bias of the attention's output projection
/// @param mlpBias biases of the MLP
/// @param qkNorm RMSNorm of every query and key head before the rotation
/// @param tiedHead the head multiplies by the token embeddings
/// @param windows per layer, how many keys a query sees at most; 0 for all
/// @param bosToken the token texts start with, or -1
/// @param eosTokens the tokens that end a text
/// @param variant what the family adds to all this
public record ModelConfig(
        String family,
        int nLayer,
        int nHead,
        int nKvHead,
        int nEmbd,
        int headSize,
        int ffnSize,
        int vocabSize,
        int blockSize,
        boolean rmsNorm,
        float normEps,
        Activation activation,
        boolean gatedMlp,
        boolean learnedPositions,
        double ropeTheta,
        RopeScaling ropeScaling,
        boolean qkvBias,
        boolean attnOutBias,
        boolean mlpBias,
        boolean qkNorm,
        boolean tiedHead,
        List<Integer> windows,
        int bosToken,
        List<Integer> eosTokens,
        Variant variant) {

    /// Checks that the sizes fit each other.
    ///
    /// @throws IllegalArgumentException with one sentence if they do not
    public ModelConfig {
        windows = List.copyOf(windows);
        eosTokens = List.copyOf(eosTokens);
        if (nLayer < 1 || nHead < 1 || nEmbd < 1 || headSize < 1 || ffnSize < 1) {
            throw new IllegalArgumentException("layers, heads and sizes must be at least 1");
        }
        if (vocabSize < 1 || blockSize < 1) {
            throw new IllegalArgumentException("vocabulary and context must be at least 1");
        }
        if (nKvHead < 1 || nHead % nKvHead != 0) {
            throw new IllegalArgumentException(
                    nHead + " heads cannot share " + nKvHead + " key-value heads");
        }
        if ((nHead + 2L * nKvHead) * headSize > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    nHead + " heads of " + headSize + " channels are too large");
        }
        if (!learnedPositions && headSize % 2 != 0) {
            throw new IllegalArgumentException("rotary positions need an even head size");
        }
        if (windows.size() != nLayer) {
            throw new IllegalArgumentException("one window per layer is needed");
        }
        if (variant.rotarySize() % 2 != 0 || variant.rotarySize() > headSize) {
            throw new IllegalArgumentException(
                    variant.rotarySize() + " channels of a head of " + headSize + " cannot turn");
        }
    }

    /// A GPT-2 of the given size: learned positions, LayerNorm, GELU, biases, tied head.
    public static ModelConfig gpt2(int nLayer, int nHead, int nEmbd, int vocabSize, int blockSize) {
        ConfigDraft draft = new ConfigDraft("gpt2", nLayer, nHead, nEmbd);
        draft.ffnSize = 4 * nEmbd;
        draft.vocabSize = vocabSize;
        draft.blockSize = blockSize;
        draft.rmsNorm = false;
        draft.activation = Activation.GELU_TANH;
        draft.gatedMlp = false;
        draft.learnedPositions = true;
        draft.qkvBias = true;
        draft.attnOutBias = true;
        draft.mlpBias = true;
        draft.tiedHead = true;
        return draft.build();
    }

    /// GPT-2 small: 124 million parameters.
    public static ModelConfig gpt2Small() {
        return gpt2(12, 12, 768, 50257, 1024);
    }

    /// A Llama of the given size: rotary positions, RMSNorm, SwiGLU, no biases.
    public static ModelConfig llama(
            int nLayer,
            int nHead,
            int nKvHead,
            int nEmbd,
            int ffnSize,
            int vocabSize,
            int blockSize) {
        ConfigDraft draft = new ConfigDraft("llama", nLayer, nHead, nEmbd);
        draft.nKvHead = nKvHead;
        draft.ffnSize = ffnSize;
        draft.vocabSize = vocabSize;
        draft.blockSize = blockSize;
        return draft.build();
    }

    /// Llama 3.2 1B: 1.24 billion parameters, the head tied to the embedding, with a context of 4,096.
    public static ModelConfig llama1B() {
        ConfigDraft draft = new ConfigDraft(llama(16, 32, 8, 2048, 8192, 128_256, 4096));
        draft.ropeTheta = 500_000;
        draft.ropeScaling = new RopeScaling.Llama3(32, 1, 4, 8192);
        draft.tiedHead = true;
        return draft.build();
    }

    /// The same model with another start token and other end tokens.
    public ModelConfig withTokens(int bos, List<Integer> eos) {
        ConfigDraft draft = new ConfigDraft(this);
        draft.bosToken = bos;
        draft.eosTokens = eos;
        return draft.build();
    }

    /// Channels of all query heads together, NH HS.
    public int qSize() {
        return nHead * headSize;
    }

    /// Channels of all key heads together, NKV HS.
    public int kvSize() {
        return nKvHead * headSize;
    }

    /// Bytes of KV cache per position at four bytes a number.
    public long kvBytesPerToken() {
        return 2L * nLayer * kvSize() * Float.BYTES;
    }

    /// What q.k is multiplied by.
    public float attnScale() {
        double scalar = variant.queryScalar();
        return (float) (1 / Math.sqrt(scalar > 0 ? scalar : headSize));
    }

    /// Channels of a head that turn with the position, R; the others stay.
    public int rotarySize() {
        return variant.rotarySize() > 0 ? variant.rotarySize() : headSize;
    }

    /// The mixture of experts of a layer; empty where it has a plain MLP.
    public Optional<Experts> experts(int layer) {
        Experts experts = variant.experts();
        return experts == null || experts.denseLayers().contains(layer)
                ? Optional.empty()
                : Optional.of(experts);
    }
}
