package org.enterprisemcp.testkit.contract;

import java.util.OptionalInt;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.Sublists;
import org.enterprisemcp.domain.query.QueryPage;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.record.SublistRequest;
import org.junit.jupiter.api.Test;

/** What {@link Sublists} keep. */
public abstract class SublistContract extends PagedContract {

    /** A record with lines; the same one for the whole of a test. */
    protected abstract SublistSample sample();

    private Sublists sublists() {
        return upstream().sublists().orElseThrow();
    }

    @Override
    final RowsSample rows() {
        return sample().rows();
    }

    @Override
    final Answer<QueryPage> page(CallScope scope, OptionalInt limit, int offset) {
        SublistSample sample = sample();
        return sublists()
                .lines(
                        scope,
                        new SublistRequest(sample.type(), sample.id(), sample.sublist(), limit.orElseThrow(), offset));
    }

    @Test
    public void doesNotFindTheLinesOfARecordThatIsMissing() {
        SublistSample sample = sample();
        SublistRequest missing = new SublistRequest(sample.type(), sample.missing(), sample.sublist(), 2, 0);
        assertFails(() -> sublists().lines(scope(), missing), ErrorCode.RECORD_NOT_FOUND);
    }

    @Test
    public void refusesHostileNamesBeforeAnythingIsSent() {
        SublistSample sample = sample();
        for (String name : HostileNames.ALL) {
            assertRefusedUnsent(
                    "record_id",
                    name,
                    () -> sublists()
                            .lines(
                                    scope(),
                                    new SublistRequest(sample.type(), new RecordId(name), sample.sublist(), 2, 0)));
            assertRefusedUnsent(
                    "record_type",
                    name,
                    () -> sublists()
                            .lines(
                                    scope(),
                                    new SublistRequest(new RecordType(name), sample.id(), sample.sublist(), 2, 0)));
            assertRefusedUnsent(
                    "sublist",
                    name,
                    () -> sublists().lines(scope(), new SublistRequest(sample.type(), sample.id(), name, 2, 0)));
        }
    }
}
