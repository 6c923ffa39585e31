package org.glassformer.app.ui.theme;

/// Names of the lab's style classes, so that no screen spells one by hand.
public final class StyleClass {

    /// Titled panel.
    public static final String CARD = "gf-card";

    /// Title line of a panel.
    public static final String TITLE = "gf-title";

    /// Secondary text.
    public static final String MUTED = "gf-muted";

    /// Small secondary text.
    public static final String SMALL = "gf-small";

    /// Figures, tokens and code.
    public static final String MONO = "gf-mono";

    /// A figure that matters, in the accent colour.
    public static final String ACCENT = "gf-accent";

    /// Emphasis by weight.
    public static final String STRONG = "gf-strong";

    /// Small rounded note of a state.
    public static final String STATUS_CHIP = "gf-status-chip";

    /// Compact button in the header or foot of a panel.
    public static final String TOOL_BUTTON = "gf-tool-button";

    /// The window's background, behind the panels.
    public static final String BACKDROP = "gf-backdrop";

    /// Content that is out of date, dimmed.
    public static final String STALE = "gf-stale";

    /// Says in an empty panel what is being computed for it.
    public static final String BUSY_NOTE = "gf-busy-note";

    /// A screen: the area between prompt bar and status bar.
    public static final String SCREEN = "gf-screen";

    /// The field for sequence breakers.
    public static final String BREAKERS = "gf-breakers";

    /// The constraint at the head of the sampler chain.
    public static final String CONSTRAINT = "gf-constraint";

    /// Panels one above the other.
    public static final String COLUMN = "gf-column";

    /// List of what a token looks at.
    public static final String LOOKS = "gf-looks";

    /// Filled part of a small bar.
    public static final String BAR = "gf-bar";

    /// The whole length of a small bar.
    public static final String BAR_TRACK = "gf-bar-track";

    /// Panel that learns a vocabulary.
    public static final String OWN_BPE = "gf-own-bpe";

    /// Button that is an icon alone, or an icon with a word.
    public static final String ICON_BUTTON = "gf-icon-button";

    /// Two arrows with the name of what they change.
    public static final String STEPPER = "gf-stepper";

    /// Cards of the sampler chain, one below the other.
    public static final String CHAIN = "gf-chain";

    /// Card of one stage of the sampler chain.
    public static final String STAGE = "gf-stage";

    /// Tokens with a bias.
    public static final String BIASES = "gf-biases";

    /// Line that says why a token is not a candidate.
    public static final String WHY_NOT = "gf-why-not";

    /// What scrolls the chain where it is too long.
    public static final String CHAIN_SCROLL = "gf-chain-scroll";

    /// Buttons that set a whole chain.
    public static final String PRESETS = "gf-presets";

    /// Row of the buttons that continue the text.
    public static final String ACTIONS = "gf-actions";

    /// Field of a seed.
    public static final String SEED = "gf-seed";

    /// Navigation rail.
    public static final String RAIL = "gf-rail";

    /// Entry of the navigation rail.
    public static final String RAIL_ITEM = "gf-rail-item";

    /// Prompt, tokens, model and device.
    public static final String PROMPT_BAR = "gf-prompt-bar";

    /// The text that the model continues.
    public static final String PROMPT = "gf-prompt";

    /// Chat messages that are edited.
    public static final String CHAT = "gf-chat";

    /// Menu button with a name and a note.
    public static final String CHOOSER = "gf-chooser";

    /// Row of small buttons of which one is chosen.
    public static final String SWITCH = "gf-switch";

    /// Line at the foot of the window.
    public static final String STATUS_BAR = "gf-status-bar";

    /// Strip with a sentence for the person.
    public static final String NOTICE = "gf-notice";

    /// Layer above the whole window.
    public static final String OVERLAY = "gf-overlay";

    /// A key of the keyboard in a list of keys.
    public static final String KEY = "gf-key";

    /// Hint shown while files are dragged over the window.
    public static final String DROP = "gf-drop";

    /// From characters to tokens, step by step.
    public static final String STEPS = "gf-steps";

    /// Icon.
    public static final String ICON = "gf-icon";

    /// Menu that copies and saves a panel.
    public static final String EXPORT = "gf-export";

    /// What handles a panel and is no part of its pictures.
    public static final String HANDLE = "gf-handle";

    /// Panel of one paragraph in many languages.
    public static final String LANGUAGES = "gf-languages";

    /// Editor of one language's text.
    public static final String LANGUAGE_EDITOR = "gf-language-editor";

    /// Card with the text of the language under the pointer.
    public static final String LANGUAGE_HOVER = "gf-language-hover";

    /// What each tokenizer makes of one language's text.
    public static final String LANGUAGE_FIGURES = "gf-language-figures";

    /// The next token before and after, and the interventions.
    public static final String OUTCOME = "gf-outcome";

    /// Card for patching from another prompt.
    public static final String PATCH = "gf-patch";

    /// A sentence that warns.
    public static final String WARNING = "gf-warning";

    /// Text that runs from right to left.
    public static final String RIGHT_TO_LEFT = "gf-right-to-left";

    /// Field for one token of a vocabulary.
    public static final String TOKEN_FIELD = "gf-token-field";

    /// List of the tokens that fit what is typed.
    public static final String TOKEN_CHOICES = "gf-token-choices";

    /// Panel of all heads.
    public static final String HEADS = "gf-heads";

    /// Panel of one pair of query and key.
    public static final String PAIR = "gf-pair";

    /// Panel of the large attention picture.
    public static final String ATTENTION_MAP = "gf-attention-map";

    /// Buttons side by side in the header of a panel.
    public static final String CHOICE = "gf-choice";

    /// Table of figures.
    public static final String NUMBERS = "gf-numbers";

    /// Panels of the residual stream.
    public static final String STREAM = "gf-stream";

    /// Panels of the neurons.
    public static final String NEURONS = "gf-neurons";

    /// Panels of what each part adds to a logit.
    public static final String CONTRIBUTIONS = "gf-contributions";

    /// Panels of the map of embeddings.
    public static final String EMBEDDINGS = "gf-embeddings";

    /// Two settings side by side.
    public static final String COMPARE = "gf-compare";

    /// Sampling cases.
    public static final String CASES = "gf-cases";

    /// The strip that names the file of logits on screen.
    public static final String FOREIGN = "gf-foreign";

    /// Panels of several answers.
    public static final String ANSWERS = "gf-answers";

    /// A sentence that says what went wrong.
    public static final String PROBLEM = "gf-problem";

    /// Card that floats above a screen.
    public static final String FLOATING = "gf-floating";

    /// Editor of what ends a run of tokens.
    public static final String STOPS = "gf-stops";

    /// What continues the text.
    public static final String CONTINUATION = "gf-continuation";

    /// Panel of the buttons that continue the text.
    public static final String ACTIONS_PANEL = "gf-actions-panel";

    /// Panels of the generation as a tree.
    public static final String TREE = "gf-tree";

    /// The Training screen.
    public static final String TRAINING = "gf-training";

    /// The Models screen.
    public static final String MODELS = "gf-models";

    /// Text with headings, lists and tables.
    public static final String MARKDOWN = "gf-markdown";

    private StyleClass() {}

    /// The class of a token's hue.
    ///
    /// @param index position of the token in its text; hues repeat every seven
    public static String token(int index) {
        return "gf-token-" + (Math.floorMod(index, 7) + 1);
    }
}
