package org.glassformer.app.session;

import java.util.ArrayList;
import java.util.List;
import org.glassformer.engine.hook.Intervention;

/// What is taken out of the model or changed in it: added, switched off one by one, removed; each change can be undone.
///
/// The prompt is read again after each change. Another model begins without interventions: layers and heads of one mean
/// nothing in another.
public final class InterventionList {

    private static final int NONE = -1;

    /// @param adjusted the place on the list that was adjusted, or none
    private record Change(
            LabSession session,
            List<SwitchedIntervention> before,
            List<SwitchedIntervention> after,
            int adjusted)
            implements History.Step {

        @Override
        public void undo() {
            session.interventionsProperty().set(before);
        }

        @Override
        public void redo() {
            session.interventionsProperty().set(after);
        }
    }

    private final LabSession session;
    private final History history;

    /// The interventions of a session.
    ///
    /// @param session holds them
    /// @param history remembers the changes
    public InterventionList(LabSession session, History history) {
        this.session = session;
        this.history = history;
        session.modelProperty().subscribe((before, now) -> forget());
    }

    private void forget() {
        history.forget(Change.class);
        session.interventionsProperty().set(List.of());
    }

    private List<SwitchedIntervention> list() {
        return session.interventionsProperty().get();
    }

    /// Whether an intervention is on the list, in force or not.
    public boolean has(Intervention what) {
        return list().stream().anyMatch(each -> each.what().equals(what));
    }

    /// Puts an intervention in force; one that is on the list is switched on.
    public void add(Intervention what) {
        List<SwitchedIntervention> longer = new ArrayList<>(list());
        SwitchedIntervention on = new SwitchedIntervention(what, true);
        int known = longer.indexOf(on.switched());
        if (known >= 0) {
            longer.set(known, on);
        } else if (!longer.contains(on)) {
            longer.add(on);
        }
        change(longer);
    }

    /// Switches an intervention off, or on again.
    ///
    /// @param index its place on the list
    public void toggle(int index) {
        List<SwitchedIntervention> changed = new ArrayList<>(list());
        changed.set(index, changed.get(index).switched());
        change(changed);
    }

    /// Puts another intervention in the place of one. Several in a row on the same place are one step to be taken back,
    /// so that a slider can be dragged.
    ///
    /// @param index its place on the list
    /// @param what the other one; it is switched on or off as the one before
    public void adjust(int index, Intervention what) {
        List<SwitchedIntervention> before = list();
        SwitchedIntervention old = before.get(index);
        if (old.what().equals(what)) {
            return;
        }
        List<SwitchedIntervention> after = new ArrayList<>(before);
        after.set(index, new SwitchedIntervention(what, old.on()));
        List<SwitchedIntervention> start = before;
        if (history.last() instanceof Change last
                && last.adjusted() == index
                && last.after().equals(before)) {
            start = last.before();
            history.forgetLast();
        }
        List<SwitchedIntervention> adjusted = List.copyOf(after);
        history.did(new Change(session, start, adjusted, index));
        session.interventionsProperty().set(adjusted);
    }

    /// Takes an intervention off the list.
    ///
    /// @param index its place on the list
    public void remove(int index) {
        List<SwitchedIntervention> shorter = new ArrayList<>(list());
        shorter.remove(index);
        change(shorter);
    }

    /// Takes an intervention off the list, if it is there.
    public void remove(Intervention what) {
        change(list().stream().filter(each -> !each.what().equals(what)).toList());
    }

    /// Empties the list.
    public void clear() {
        change(List.of());
    }

    private void change(List<SwitchedIntervention> changed) {
        List<SwitchedIntervention> before = list();
        List<SwitchedIntervention> after = List.copyOf(changed);
        if (!after.equals(before)) {
            history.did(new Change(session, before, after, NONE));
            session.interventionsProperty().set(after);
        }
    }
}
