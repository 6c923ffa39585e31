package org.glassformer.app.feature.attention.stream;

import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.Reading;
import org.glassformer.app.ui.control.LensTableData;

/// What the numbers of the stream say in words: the legend of the map, the token that is followed, and one position.
///
/// @param of what is put into words
record LensWords(StreamNumbers of) {

    /// What the colours of the map mean.
    LensTableData.Legend legend(LensColoring coloring) {
        int vocabulary = of.reading().model().vocabSize();
        String marked = Messages.text("stream.legend.marked");
        return switch (coloring) {
            case PROBABILITY ->
                    new LensTableData.Legend(
                            Messages.text("stream.legend.PROBABILITY"), "0", "1", marked, false);
            case RANK ->
                    new LensTableData.Legend(
                            Messages.text("stream.legend.RANK", target()),
                            Figures.count(vocabulary),
                            "1",
                            marked,
                            false);
            case DIVERGENCE ->
                    new LensTableData.Legend(
                            Messages.text("stream.legend.DIVERGENCE"),
                            "0",
                            Messages.text(
                                    "stream.legend.atLeast", Math.log(vocabulary) / Math.log(2)),
                            marked,
                            true);
        };
    }

    /// The token followed at all positions, or that it is each one's likeliest.
    String target() {
        return of.target() < 0
                ? Messages.text("stream.likeliest")
                : StreamWords.label(of.reading().vocabulary().token(of.target()));
    }

    /// Which position it is.
    String position(int at) {
        return Messages.text(
                "stream.position", StreamWords.label(of.reading().tokens().get(at)), at);
    }

    /// The token followed at a position; an ellipsis while it is not read yet.
    String token(int at) {
        Reading reading = of.reading();
        return of.at(at)
                .map(seen -> StreamWords.label(reading.vocabulary().token(seen.followed(at))))
                .orElse("…");
    }

    /// The token followed at a position, and whether it is followed as the likeliest.
    String followed(int at) {
        String token = token(at);
        return of.target() < 0 ? Messages.text("stream.followed.likeliest", token) : token;
    }

    /// What the position embedding adds.
    String share(int at) {
        return of.share(at)
                .map(added ->
                        Messages.text(
                                "stream.share",
                                added.added(),
                                added.token(),
                                added.sum(),
                                Figures.fixed(added.cosine(), 3)))
                .orElse(Messages.text("stream.share.none"));
    }
}
