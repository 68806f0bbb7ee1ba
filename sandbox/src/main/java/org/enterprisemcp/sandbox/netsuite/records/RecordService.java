package org.enterprisemcp.sandbox.netsuite.records;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.enterprisemcp.sandbox.netsuite.books.Books;
import org.enterprisemcp.sandbox.netsuite.books.Permissions;
import org.enterprisemcp.sandbox.netsuite.books.RecordTypes;
import org.enterprisemcp.sandbox.wire.Reply;
import org.enterprisemcp.sandbox.wire.Request;

/**
 * The REST record service of one account: {@code record/v1}, {@code async/v1} and {@code system/v1}, paths relative to the
 * account's REST root. Requests are answered one after the other, each in a transaction of its own; a refused one leaves nothing
 * behind. Errors have NetSuite's shape (netsuite.md, 1.9).
 */
public final class RecordService implements AutoCloseable {

    private static final String ASYNC = "respond-async";
    private static final int ACCOUNT_CONCURRENCY = 5;

    private final Books books;
    private final RecordTypes types;
    private final Links links;
    private final Clock clock;
    private final Connection connection;
    private final ReentrantLock oneByOne = new ReentrantLock();
    private Jobs jobs;

    /**
     * Opens the service.
     *
     * @param books the account's books, which stay the caller's to close
     * @param clock the account's time
     * @param root the account's REST root, for links: {@code http://127.0.0.1:PORT/…/services/rest}
     * @throws SQLException if the books do not answer
     */
    public RecordService(Books books, Clock clock, Supplier<String> root) throws SQLException {
        this.books = books;
        this.types = RecordTypes.load(books.tables());
        this.links = new Links(root);
        this.clock = clock;
        this.jobs = new Jobs(clock, links);
        this.connection = books.writer();
        this.connection.setAutoCommit(false);
    }

    /**
     * Answers a request. A refusal is an answer too: nothing is thrown for it.
     *
     * @param may what its caller may do
     */
    public Reply answer(Request request, Permissions may) {
        Call call = new Call(request, may);
        oneByOne.lock();
        try {
            return call.prefers(ASYNC) && !call.steps().getFirst().equals("async") ? later(call) : answer(call);
        } catch (Refused refused) {
            return refused.reply();
        } finally {
            oneByOne.unlock();
        }
    }

    /** Throws all records and jobs away and begins again with the first rows. */
    public void reset() throws SQLException {
        oneByOne.lock();
        try {
            books.seed();
            jobs = new Jobs(clock, links);
        } finally {
            oneByOne.unlock();
        }
    }

    private Reply later(Call call) {
        String key = call.header("X-NetSuite-Idempotency-Key").strip();
        String before = key.isEmpty() ? "" : jobs.submitted(key);
        if (!before.isEmpty()) {
            return Refused.conflict().reply().with("Location", before);
        }
        List<Call> tasks = call.isBatch() ? Batches.split(call) : List.of(call);
        List<Reply> results = new ArrayList<>();
        for (Call task : tasks) {
            results.add(outcome(task));
        }
        return jobs.accept(key, results);
    }

    private Reply outcome(Call task) {
        try {
            return answer(task);
        } catch (Refused refused) {
            return refused.reply();
        }
    }

    private Reply answer(Call call) {
        List<String> steps = call.steps();
        String service = String.join("/", steps.subList(0, Math.min(2, steps.size())));
        List<String> rest = steps.subList(Math.min(2, steps.size()), steps.size());
        return switch (service) {
            case "record/v1" -> records(call, rest);
            case "async/v1" -> jobs(call, rest);
            case "system/v1" -> system(call, rest);
            default -> throw Refused.notFound("The requested resource does not exist.", call.path());
        };
    }

    private Reply records(Call call, List<String> steps) {
        if (steps.isEmpty()) {
            throw Refused.notFound("The requested resource does not exist.", call.path());
        }
        if (steps.getFirst().equals("metadata-catalog")) {
            return inTransaction(work -> new MetadataCatalog(work).answer(call, steps.subList(1, steps.size())));
        }
        if (call.isBatch()) {
            // Without the preference a batch is refused; with it, it never comes here.
            Batches.split(call);
        }
        return inTransaction(work -> new RecordPaths(work).answer(call, steps));
    }

    private Reply jobs(Call call, List<String> steps) {
        if (steps.size() < 2 || !steps.getFirst().equals("job")) {
            throw Refused.notFound("The requested resource does not exist.", call.path());
        }
        return jobs.answer(call, steps.subList(1, steps.size()));
    }

    private static Reply system(Call call, List<String> steps) {
        if (!steps.equals(List.of("governanceLimits"))) {
            throw Refused.notFound("The requested resource does not exist.", call.path());
        }
        if (!call.method().equals("GET")) {
            throw Refused.notAllowed(call.method());
        }
        if (!call.may().administers()) {
            throw Refused.permission();
        }
        return Reply.of(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("accountConcurrencyLimit", ACCOUNT_CONCURRENCY)
                        .put("accountUnallocatedConcurrencyLimit", ACCOUNT_CONCURRENCY)
                        .put("integrationLimitType", "accountLimit"));
    }

    private Reply inTransaction(Function<Work, Reply> task) {
        try {
            boolean kept = false;
            try {
                Work work = new Work(new Store(connection), books.tables(), types, links, clock);
                Reply reply = task.apply(work);
                kept = !RecordPaths.onlyShown(reply);
                return reply;
            } finally {
                if (kept) {
                    connection.commit();
                } else {
                    connection.rollback();
                }
            }
        } catch (SQLException | Store.StoreBroken broken) {
            throw Refused.internal();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
