package org.enterprisemcp.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.enterprisemcp.domain.batch.Job;
import org.enterprisemcp.domain.batch.Job.State;
import org.enterprisemcp.domain.batch.JobRequest;
import org.enterprisemcp.domain.batch.RecordBatch;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.error.UpstreamException.NotFound;
import org.enterprisemcp.domain.error.UpstreamException.Validation;
import org.enterprisemcp.domain.metadata.FieldDescription;
import org.enterprisemcp.domain.metadata.RecordDescription;
import org.enterprisemcp.domain.metadata.RecordDescriptionRequest;
import org.enterprisemcp.domain.metadata.RecordDescriptionRequest.Include;
import org.enterprisemcp.domain.metadata.RecordTypes;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.MetadataCatalog;
import org.enterprisemcp.domain.port.RecordBatches;
import org.enterprisemcp.domain.port.RecordSearches;
import org.enterprisemcp.domain.port.RecordTransforms;
import org.enterprisemcp.domain.port.RecordUpserts;
import org.enterprisemcp.domain.port.Sublists;
import org.enterprisemcp.domain.query.QueryPage;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordSearch;
import org.enterprisemcp.domain.record.RecordTransform;
import org.enterprisemcp.domain.record.RecordUpsert;
import org.enterprisemcp.domain.record.SublistRequest;
import org.enterprisemcp.domain.record.UpstreamRecord;
import org.enterprisemcp.domain.record.WrittenRecord;
import org.enterprisemcp.testkit.contract.FaultyWire.Aim;

/**
 * What a fake upstream can do beyond records and queries, on the same records. A filter knows {@code is}; a sublist is a field
 * that holds a list of objects; a batch creates and refuses the payload {@code {"refuse": true}}; a record type has the fields
 * that its records have.
 */
final class FakeExtras
        implements RecordUpserts, RecordSearches, Sublists, RecordTransforms, RecordBatches, MetadataCatalog {

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    private final FakeWire wire;
    private final FakeRecords records;
    private final Map<String, RecordId> byKey = new HashMap<>();
    private final Map<String, Job> jobs = new HashMap<>();

    FakeExtras(FakeWire wire, FakeRecords records) {
        this.wire = wire;
        this.records = records;
    }

    @Override
    public Answer<WrittenRecord> upsert(CallScope scope, RecordUpsert upsert) {
        wire.enter(scope);
        FakeRecords.check(upsert.type());
        FakeRecords.check("external_id", upsert.externalId(), KEY);
        return wire.send(scope, Aim.UPSERT, 200, () -> {
            String key = upsert.type() + "/" + upsert.externalId();
            RecordId there = byKey.get(key);
            UpstreamRecord record = there == null
                    ? records.create(upsert.type(), upsert.payload())
                    : records.update(upsert.type(), there, upsert.payload());
            byKey.put(key, record.id());
            return written(record);
        });
    }

    @Override
    public Answer<QueryPage> search(CallScope scope, RecordSearch search) {
        wire.enter(scope);
        FakeRecords.check(search.type());
        return wire.send(scope, Aim.QUERY, 200, () -> {
            List<Fields> hits = records.all(search.type().value()).stream()
                    .filter(record -> search.filters().stream().allMatch(filter -> fits(record, filter)))
                    .map(record -> hit(record, search.fields()))
                    .toList();
            return FakePage.of(hits, search.limit(), search.offset());
        });
    }

    private static boolean fits(UpstreamRecord record, RecordSearch.Filter filter) {
        boolean is =
                filter.values().contains(String.valueOf(record.fields().values().get(filter.field())));
        return is != filter.negated();
    }

    private static Fields hit(UpstreamRecord record, List<String> names) {
        Map<String, Object> hit = new LinkedHashMap<>();
        hit.put("id", record.id().value());
        names.forEach(name -> hit.put(name, record.fields().values().get(name)));
        return new Fields(hit);
    }

    @Override
    public Answer<QueryPage> lines(CallScope scope, SublistRequest request) {
        wire.enter(scope);
        FakeRecords.check(request.type(), request.id());
        FakeRecords.check("sublist", request.sublist(), WORD);
        return wire.send(scope, Aim.QUERY, 200, () -> {
            Fields fields = records.get(request.type(), request.id()).fields();
            if (!(fields.values().get(request.sublist()) instanceof List<?> lines)) {
                throw new NotFound("There is no sublist " + request.sublist() + ".", CallFacts.answered(404, 1));
            }
            List<Fields> rows = lines.stream().map(FakeExtras::line).toList();
            return FakePage.of(rows, request.limit(), request.offset());
        });
    }

    private static Fields line(Object line) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (line instanceof Map<?, ?> columns) {
            columns.forEach((name, value) -> values.put(String.valueOf(name), value));
        }
        return new Fields(values);
    }

    @Override
    public Answer<WrittenRecord> transform(CallScope scope, RecordTransform transform) {
        wire.enter(scope);
        FakeRecords.check(transform.type(), transform.id());
        FakeRecords.check(transform.targetType());
        return wire.send(scope, Aim.TRANSFORM, 200, () -> {
            Map<String, Object> fields = new LinkedHashMap<>(
                    records.get(transform.type(), transform.id()).fields().values());
            fields.putAll(transform.payload().values());
            return written(records.create(transform.targetType(), new Fields(fields)));
        });
    }

    @Override
    public Answer<Job> submit(CallScope scope, RecordBatch batch) {
        wire.enter(scope);
        FakeRecords.check(batch.type());
        return wire.send(scope, Aim.BATCH, 202, () -> {
            List<Job.Task> tasks = new ArrayList<>();
            batch.items().forEach(item -> tasks.add(task(String.valueOf(tasks.size() + 1), batch, item)));
            boolean good = tasks.stream().allMatch(task -> task.state() == State.SUCCEEDED);
            Job job = new Job(String.valueOf(jobs.size() + 1), good ? State.SUCCEEDED : State.FAILED, tasks);
            jobs.put(job.id(), job);
            return job;
        });
    }

    private Job.Task task(String id, RecordBatch batch, Fields item) {
        try {
            if (item.values().get("refuse") instanceof Boolean refused && refused) {
                throw new Validation("The record is refused.", List.of(), CallFacts.answered(400, 1));
            }
            Optional<RecordId> made =
                    Optional.of(records.create(batch.type(), item).id());
            return new Job.Task(id, State.SUCCEEDED, made, Optional.empty(), Optional.empty());
        } catch (McpServerException refused) {
            return new Job.Task(
                    id, State.FAILED, Optional.empty(), Optional.empty(), Optional.of(refused.safeMessage()));
        }
    }

    @Override
    public Answer<Job> job(CallScope scope, JobRequest request) {
        wire.enter(scope);
        FakeRecords.check("job_id", request.jobId(), WORD);
        return wire.send(
                scope,
                Aim.READ,
                200,
                () -> Optional.ofNullable(jobs.get(request.jobId()))
                        .orElseThrow(() -> new NotFound("There is no such job.", CallFacts.answered(404, 1))));
    }

    @Override
    public Answer<RecordTypes> recordTypes(CallScope scope, Optional<String> search, int limit) {
        wire.enter(scope);
        return wire.send(scope, Aim.READ, 200, () -> {
            List<RecordTypes.Entry> found = new TreeSet<>(records.known())
                    .stream()
                            .filter(name -> contains(name, search))
                            .map(name -> new RecordTypes.Entry(name, "", false))
                            .toList();
            return new RecordTypes(found.subList(0, Math.min(limit, found.size())), found.size());
        });
    }

    @Override
    public Answer<RecordDescription> describe(CallScope scope, RecordDescriptionRequest request) {
        wire.enter(scope);
        FakeRecords.check(request.type());
        return wire.send(scope, Aim.READ, 200, () -> {
            Set<String> names = new TreeSet<>();
            records.all(request.type().value())
                    .forEach(record -> names.addAll(record.fields().values().keySet()));
            List<FieldDescription> found = names.stream()
                    .filter(name -> request.include() != Include.REQUIRED && contains(name, request.search()))
                    .map(name -> FieldDescription.of(name, "string"))
                    .toList();
            return new RecordDescription(request.type(), found, List.of(), names.size());
        });
    }

    private static boolean contains(String name, Optional<String> search) {
        return name.toLowerCase(Locale.ROOT).contains(search.orElse("").toLowerCase(Locale.ROOT));
    }

    private static WrittenRecord written(UpstreamRecord record) {
        return new WrittenRecord(record.type(), Optional.of(record.id()), Optional.of(record.fields()));
    }
}
