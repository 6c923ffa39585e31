package org.glassformer.engine.generate;

/// A text that lets itself be read so often and no more: an expression that backtracks without end
/// is stopped.
final class PatientText implements CharSequence {
    private static final int READS = 20_000_000;

    private final String text;
    private int reads;

    PatientText(String text) {
        this.text = text;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (++reads > READS) {
            throw new IllegalArgumentException(
                    "the rule for the answer takes too many steps on this text");
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
