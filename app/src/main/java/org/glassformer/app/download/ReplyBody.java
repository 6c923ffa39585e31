package org.glassformer.app.download;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The bytes of a reply as they come, for a thread that also looks whether anybody still wants them.
///
/// One piece is asked of the network at a time, so that no more than a piece waits here.
final class ReplyBody implements HttpResponse.BodySubscriber<ReplyBody>, AutoCloseable {

    private record Piece(List<ByteBuffer> bytes, boolean last, @Nullable Throwable failure) {}

    private static final long LOOK_MS = 100;

    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private final Duration silence;
    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean closed;
    private boolean ended;

    /// @param silence after which a server is given up
    ReplyBody(Duration silence) {
        this.silence = silence;
    }

    @Override
    public CompletionStage<ReplyBody> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (closed) {
            given.cancel();
        } else {
            given.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        pieces.add(new Piece(bytes, false, null));
    }

    @Override
    public void onError(Throwable failure) {
        pieces.add(new Piece(List.of(), true, failure));
    }

    @Override
    public void onComplete() {
        pieces.add(new Piece(List.of(), true, null));
    }

    /// The next bytes; none at the end.
    ///
    /// @throws IOException if the connection breaks, or nothing comes for too long
    List<ByteBuffer> next(Watch watch) throws IOException {
        if (ended) {
            return List.of();
        }
        Piece piece = await(watch);
        Throwable failure = piece.failure();
        if (failure != null) {
            throw failure instanceof IOException io ? io : new IOException(failure);
        }
        if (piece.last()) {
            ended = true;
            return List.of();
        }
        Flow.Subscription from = subscription;
        if (from != null) {
            from.request(1);
        }
        return piece.bytes();
    }

    private Piece await(Watch watch) throws IOException {
        long until = System.nanoTime() + silence.toNanos();
        try {
            while (true) {
                watch.checkCancelled();
                Piece piece = pieces.poll(LOOK_MS, TimeUnit.MILLISECONDS);
                if (piece != null) {
                    return piece;
                }
                if (System.nanoTime() > until) {
                    throw new HttpTimeoutException(
                            "nothing came for " + silence.toSeconds() + " s");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /// Lets the rest go.
    @Override
    public void close() {
        closed = true;
        Flow.Subscription from = subscription;
        if (from != null && !ended) {
            from.cancel();
        }
    }
}
