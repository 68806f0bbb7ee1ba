package org.enterprisemcp.mcp.modern;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.enterprisemcp.mcp.catalog.Reply;
import org.enterprisemcp.mcp.catalog.ToolResult;

/** Some work on a thread of its own: of a call whose client waits, until it becomes a task. */
final class TaskRun {

    private final String id;
    private final String owner;
    private final Supplier<Reply.Settled<ToolResult>> work;
    private final CompletableFuture<Boolean> over = new CompletableFuture<>();
    private Optional<Thread> worker = Optional.empty();
    private Optional<Reply.Settled<ToolResult>> reply = Optional.empty();
    private Optional<RuntimeException> thrown = Optional.empty();
    private boolean task;
    private boolean ended;

    /** @param task whether it is a task from its beginning */
    TaskRun(String id, String owner, boolean task, Supplier<Reply.Settled<ToolResult>> work) {
        this.id = id;
        this.owner = owner;
        this.task = task;
        this.work = work;
    }

    String id() {
        return id;
    }

    String owner() {
        return owner;
    }

    synchronized boolean isTask() {
        return task;
    }

    /**
     * From now on nobody waits for it.
     *
     * @return false if it has ended before
     */
    synchronized boolean becomeTask() {
        task = !ended;
        return task;
    }

    /** @param afterwards runs on the worker's thread when the work is done */
    synchronized void start(Runnable afterwards) {
        worker = Optional.of(Thread.ofVirtual().name("mcp-task").start(() -> {
            try {
                Reply.Settled<ToolResult> settled = work.get();
                end(Optional.of(settled), Optional.empty());
            } catch (RuntimeException failed) {
                end(Optional.empty(), Optional.of(failed));
            } finally {
                afterwards.run();
                over.complete(true);
            }
        }));
    }

    private synchronized void end(Optional<Reply.Settled<ToolResult>> with, Optional<RuntimeException> failure) {
        ended = true;
        reply = with;
        thrown = failure;
        // What was meant for the work must not reach what is done with its outcome.
        Thread.interrupted();
    }

    /** Interrupts the work, if it still goes on. */
    synchronized void cancel() {
        if (!ended) {
            worker.ifPresent(Thread::interrupt);
        }
    }

    /**
     * Waits for the end.
     *
     * @return whether it has come
     * @throws InterruptedException if whoever waits does not want it any more
     */
    boolean await(Duration patience) throws InterruptedException {
        try {
            return over.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException stillAtWork) {
            return false;
        } catch (ExecutionException never) {
            throw new IllegalStateException(never);
        }
    }

    /** Is complete when the work is done, and all that is done with its outcome. */
    CompletableFuture<Boolean> over() {
        return over;
    }

    /** What came of it; whatever the work threw is thrown again. */
    synchronized Reply.Settled<ToolResult> outcome() {
        thrown.ifPresent(failure -> {
            throw failure;
        });
        return reply.orElseThrow(() -> new IllegalStateException("not over yet"));
    }
}
