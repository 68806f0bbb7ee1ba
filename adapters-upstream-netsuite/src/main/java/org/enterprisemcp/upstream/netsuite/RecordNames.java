package org.enterprisemcp.upstream.netsuite;

import java.util.regex.Pattern;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.upstream.rest.AllowedNames;

/** The names that may become part of a URL. */
final class RecordNames {

    private static final String EXTERNAL = "eid:";
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,127}");
    private static final Pattern EXTERNAL_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._@:#+-]{0,199}");

    private static final AllowedNames TYPES = new AllowedNames("record_type", WORD);
    private static final AllowedNames IDS =
            new AllowedNames("record_id", Pattern.compile("-?[0-9]{1,18}|" + EXTERNAL + EXTERNAL_ID));
    private static final AllowedNames EXTERNAL_IDS = new AllowedNames("external_id", EXTERNAL_ID);
    private static final AllowedNames JOBS = new AllowedNames("job_id", Pattern.compile("[A-Za-z0-9-]{1,64}"));
    private static final AllowedNames TASKS = new AllowedNames("task_id", Pattern.compile("[A-Za-z0-9-]{1,64}"));
    private static final AllowedNames KEYS = new AllowedNames("idempotency_key", Pattern.compile("[!-~]{1,128}"));
    private static final AllowedNames DATASETS =
            new AllowedNames("dataset_id", Pattern.compile("[A-Za-z0-9_.-]{1,128}"));

    private RecordNames() {}

    /** A record type as it stands in a URL. */
    static String type(RecordType type) {
        return TYPES.check(type.value());
    }

    /** An internal id, or {@code eid:} and an external one. */
    static String id(RecordId id) {
        return IDS.check(id.value());
    }

    /** Whether an upstream's word is an id that a later call could use. */
    static boolean isId(String id) {
        return IDS.allows(id);
    }

    /** {@code eid:} and an external id. */
    static String external(String externalId) {
        return EXTERNAL + EXTERNAL_IDS.check(externalId);
    }

    static String job(String id) {
        return JOBS.check(id);
    }

    /** Whether an upstream's word is a job that a later call could ask for. */
    static boolean isJob(String id) {
        return JOBS.allows(id);
    }

    static String task(String id) {
        return TASKS.check(id);
    }

    /** A key that stands in a header. */
    static String idempotencyKey(String key) {
        return KEYS.check(key);
    }

    static String dataset(String id) {
        return DATASETS.check(id);
    }

    /** The name of a field, a sublist, an action. */
    static String word(String argument, String name) {
        return new AllowedNames(argument, WORD).check(name);
    }

    /** What {@code attach} can tie to a record. */
    static String attachable(RecordType type) {
        String name = TYPES.check(type.value());
        if (!name.equalsIgnoreCase("contact") && !name.equalsIgnoreCase("file")) {
            throw new RecordValidation("other_type", "must be contact or file: NetSuite attaches nothing else");
        }
        return name;
    }
}
