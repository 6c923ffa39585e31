package org.glassformer.engine.train.live;

import java.util.List;
import org.glassformer.engine.train.TrainingException;
import org.glassformer.engine.train.TrainingStep;
import org.glassformer.engine.train.task.TaskTokens;

/// The probes of a run: fixed prompts read again and again while it learns. Used by the thread of the run.
public final class Probes {
    private final TrainingStep step;
    private final Origin origin;
    private final TaskTokens tokens;
    private final Reader reader;
    private final ProbeBook book;

    Probes(TrainingStep step, Origin origin, TaskTokens tokens, long budget) {
        this.step = step;
        this.origin = origin;
        this.tokens = tokens;
        this.reader = new Reader(step.model(), tokens);
        this.book = new ProbeBook(budget);
    }

    /// Adds a probe and reads it now.
    ///
    /// @return its number, counted from 0
    /// @throws TrainingException if its prompt does not fit or a head is not there
    public int add(Probe probe) {
        reader.check(probe);
        int index = book.add(probe);
        book.put(index, reader.read(probe, step.stepsDone()));
        return index;
    }

    /// Removes a probe and what it showed; those after it move up.
    public void remove(int index) {
        book.remove(index);
    }

    /// The probes, in the order added.
    public List<Probe> all() {
        return book.all();
    }

    /// What a probe showed, in the order of the steps; also after the present, where one has gone back.
    public List<ProbeResult> results(int index) {
        return book.results(index);
    }

    /// Reads a probe with the model as it is now, without remembering it.
    ///
    /// @throws TrainingException as for [#add]
    public ProbeResult read(Probe probe) {
        reader.check(probe);
        return reader.read(probe, step.stepsDone());
    }

    /// Reads a probe with the model as it was at step 0, to compare; that model then stays in memory.
    ///
    /// @throws TrainingException as for [#add]
    public ProbeResult readOriginal(Probe probe) {
        reader.check(probe);
        return new Reader(origin.model(), tokens).read(probe, 0);
    }

    Reader reader() {
        return reader;
    }

    /// Reads the probes whose turn it is.
    void stepped() {
        int done = step.stepsDone();
        for (int i = 0; i < book.size(); i++) {
            if (book.due(i, done)) {
                book.put(i, reader.read(book.probe(i), done));
            }
        }
    }

    void dropAfter(int step) {
        book.dropAfter(step);
    }
}
