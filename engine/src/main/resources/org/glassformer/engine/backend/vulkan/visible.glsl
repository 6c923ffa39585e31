// Which keys a query sees: those up to its own position and, with a window, no more than that many of them.

int firstKey(int position, int window) {
    return window == 0 ? 0 : max(0, position - window + 1);
}

bool sees(int position, int key, int window) {
    return key <= position && key >= firstKey(position, window);
}
