package org.glassformer.engine.train.live;

import java.util.List;
import java.util.stream.IntStream;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.train.TrainingException;
import org.glassformer.engine.train.TrainingStep;
import org.glassformer.engine.train.live.KeptSteps.KeptStep;
import org.glassformer.engine.train.task.TaskTokens;

/// The probes of a run: fixed prompts read again and again while it learns. Used by the thread of the run.
///
/// A probe added later is read at the beginning and at kept steps too, with the weights of then, so that it
/// can be followed from the start.
public final class Probes {
    private static final int MOST_EARLIER = 32;
    private static final int ENOUGH = 8;

    private final TrainingStep step;
    private final Origin origin;
    private final History history;
    private final TaskTokens tokens;
    private final Reader reader;
    private final ProbeBook book;

    Probes(TrainingStep step, Origin origin, History history, TaskTokens tokens, long budget) {
        this.step = step;
        this.origin = origin;
        this.history = history;
        this.tokens = tokens;
        this.reader = new Reader(step.model(), tokens);
        this.book = new ProbeBook(budget);
    }

    /// Adds a probe and reads it now, at the beginning and at kept steps.
    ///
    /// @return its number, counted from 0
    /// @throws TrainingException if its prompt does not fit or a head is not there
    public int add(Probe probe) {
        reader.check(probe);
        int index = book.add(probe);
        readAll(index);
        return index;
    }

    /// Puts another probe in the place of one. What was read stays if only the steps between readings are
    /// others; if not, the new one is read as by [#add].
    ///
    /// @throws TrainingException as for [#add]; the old one then stays
    public void replace(int index, Probe probe) {
        reader.check(probe);
        if (!book.replace(index, probe)) {
            readAll(index);
        }
    }

    /// Removes a probe and what it showed; those after it move up.
    public void remove(int index) {
        book.remove(index);
    }

    private void readAll(int index) {
        Probe probe = book.probe(index);
        int now = step.stepsDone();
        if (now > 0) {
            book.putEarlier(index, readOriginal(probe));
        }
        List<KeptStep> earlier =
                some(
                        history.all().stream()
                                .filter(kept -> kept.snapshot().step() != now)
                                .filter(kept -> kept.snapshot().step() != 0)
                                .toList(),
                        probe.every());
        if (!earlier.isEmpty()) {
            try (Transformer spare = origin.copy()) {
                Reader then = new Reader(spare, tokens);
                for (KeptStep kept : earlier) {
                    for (int i = 0; i < spare.parameters().size(); i++) {
                        spare.backend()
                                .write(
                                        spare.parameters().get(i).value(),
                                        kept.snapshot().weights().get(i));
                    }
                    book.putEarlier(index, then.read(probe, kept.snapshot().step()));
                }
            }
        }
        book.putEarlier(index, reader.read(probe, now));
    }

    /// Those at which the probe would have been read, if they are enough; evenly spread if they are many.
    private static List<KeptStep> some(List<KeptStep> kept, int every) {
        List<KeptStep> due =
                kept.stream().filter(each -> each.snapshot().step() % every == 0).toList();
        List<KeptStep> from = due.size() >= ENOUGH ? due : kept;
        if (from.size() <= MOST_EARLIER) {
            return from;
        }
        return IntStream.range(0, MOST_EARLIER)
                .mapToObj(i -> from.get(i * (from.size() - 1) / (MOST_EARLIER - 1)))
                .toList();
    }

    /// The probes, in the order added.
    public List<Probe> all() {
        return book.all();
    }

    /// The probes with what they showed, in the order added; the same objects while nothing is new.
    public List<ProbeReadings> readings() {
        return book.readings();
    }

    /// What a probe showed, in the order of the steps; also after the present, where one has gone back.
    public List<ProbeResult> results(int index) {
        return book.results(index);
    }

    /// Bytes that all probes together may take in memory: when a probe's share is full, every second of its
    /// results is dropped.
    public long budget() {
        return book.budget();
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

    void restore(List<ProbeReadings> saved) {
        book.restore(saved);
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
