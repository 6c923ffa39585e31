package org.glassformer.app.feature.tokens;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import javafx.beans.property.IntegerProperty;
import javafx.scene.Node;

/// Scrolls several views of one text together, by the character at their top. The view that the pointer is on leads, or
/// else the one with the focus.
final class LinkedScroll {

    /// One view.
    ///
    /// @param node that scrolls
    /// @param top its first item in view
    /// @param toCharacter from item to character
    /// @param fromCharacter from character to item, negative for none
    private record Member(
            Node node,
            IntegerProperty top,
            IntUnaryOperator toCharacter,
            IntUnaryOperator fromCharacter) {

        boolean leads() {
            return node.isHover();
        }
    }

    private final List<Member> members = new ArrayList<>();
    private boolean following;

    /// Takes a view in.
    void add(
            Node node,
            IntegerProperty top,
            IntUnaryOperator toCharacter,
            IntUnaryOperator fromCharacter) {
        Member member = new Member(node, top, toCharacter, fromCharacter);
        members.add(member);
        top.subscribe((before, now) -> scrolled(member));
    }

    private void scrolled(Member member) {
        boolean another = members.stream().anyMatch(m -> !m.equals(member) && m.leads());
        if (following || another || !(member.leads() || member.node().isFocused())) {
            return;
        }
        following = true;
        try {
            int character = member.toCharacter().applyAsInt(member.top().get());
            for (Member other : members) {
                int item = other.equals(member) ? -1 : other.fromCharacter().applyAsInt(character);
                if (item >= 0) {
                    other.top().set(item);
                }
            }
        } finally {
            following = false;
        }
    }
}
