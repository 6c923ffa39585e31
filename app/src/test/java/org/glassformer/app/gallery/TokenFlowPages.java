package org.glassformer.app.gallery;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.FlowToken;
import org.glassformer.app.ui.control.TokenFlow;

/// Token flows: a prompt with ids, a text with bytes and special tokens, one, none, twenty thousand.
final class TokenFlowPages {

    private static final int[] IDS = {
        612, 801, 263, 744, 14, 690, 351, 263, 790, 702, 1011, 2840, 16, 420, 980, 263, 1187
    };

    private TokenFlowPages() {}

    static List<GalleryPage> pages() {
        return List.of(
                new GalleryPage("tokenflow", 1000, 640, TokenFlowPages::examples),
                new GalleryPage("tokenflow-thousands", 900, 420, TokenFlowPages::thousands));
    }

    static List<FlowToken> story() {
        List<FlowToken> tokens = new ArrayList<>();
        for (int i = 0; i < IDS.length; i++) {
            tokens.add(FlowToken.text(IDS[i], HeatmapPages.STORY.get(i).replace('·', ' ')));
        }
        return tokens;
    }

    private static Node examples() {
        TokenFlow prompt = flow(story());
        prompt.selectedTokenProperty().set(16);
        TokenFlow hovered = flow(story());
        hovered.hoveredTokenProperty().set(8);
        TokenFlow mixed = flow(mixed());
        mixed.idsVisibleProperty().set(false);
        mixed.selectedTokenProperty().set(0);
        TokenFlow plain = flow(mixed());
        plain.whitespaceVisibleProperty().set(false);
        TokenFlow none = flow(List.of());
        return new VBox(
                12,
                new Card("Prompt, last token selected", prompt),
                new Card("Hovered", hovered),
                new Card("Special tokens, bytes and white space, without ids", mixed),
                new Card("The same with ids, white space as it is", plain),
                new Card("None", none));
    }

    private static List<FlowToken> mixed() {
        List<FlowToken> tokens = new ArrayList<>();
        tokens.add(FlowToken.special(50256, "<|endoftext|>"));
        String[] texts = {
            "The", " quick", "  ", "\t", "fox", "\n", " Un", "believ", "able", "!", "\r\n"
        };
        for (int i = 0; i < texts.length; i++) {
            tokens.add(FlowToken.text(100 + 37 * i, texts[i]));
        }
        byte[] burmese = "မ".getBytes(StandardCharsets.UTF_8);
        tokens.add(FlowToken.ofBytes(157, Arrays.copyOfRange(burmese, 0, 2)));
        tokens.add(FlowToken.ofBytes(242, Arrays.copyOfRange(burmese, 2, 3)));
        tokens.add(FlowToken.ofBytes(7000, " naïve".getBytes(StandardCharsets.UTF_8)));
        tokens.add(FlowToken.special(50257, "<|im_end|>"));
        return tokens;
    }

    private static Node thousands() {
        List<FlowToken> tokens = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            tokens.addAll(story().subList(i % 17, i % 17 + 1));
        }
        TokenFlow flow = flow(tokens);
        flow.maxRowsProperty().set(0);
        return new Card("20,000 tokens", flow);
    }

    static TokenFlow flow(List<FlowToken> tokens) {
        TokenFlow flow = new TokenFlow();
        flow.setTokens(tokens);
        return flow;
    }
}
