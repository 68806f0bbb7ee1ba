package org.enterprisemcp.domain.error;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.enterprisemcp.domain.call.CallFacts;

/** Something about the record itself. */
public abstract sealed class RecordException extends McpServerException {

    private RecordException(ErrorCode code, String safeMessage, String hint, CallFacts facts) {
        super(code, safeMessage, hint, facts);
    }

    /** There is no such record, or the upstream hides it from this user. */
    public static final class RecordNotFound extends RecordException {
        private final String recordType;
        private final String recordId;

        public RecordNotFound(String recordType, String recordId, CallFacts facts) {
            this(recordType, recordId, "Check record_type and record_id; a query finds the ids that exist.", facts);
        }

        /** @param hint what to do next, where the adapter knows better than in general */
        public RecordNotFound(String recordType, String recordId, String hint, CallFacts facts) {
            super(
                    ErrorCode.RECORD_NOT_FOUND,
                    "There is no " + recordType + " with the id " + recordId + ".",
                    hint,
                    facts);
            this.recordType = recordType;
            this.recordId = recordId;
        }

        /** For upstreams that give the same answer for "missing" and "not yours". */
        public static RecordNotFound orForbidden(String recordType, String recordId, CallFacts facts) {
            return new RecordNotFound(
                    recordType,
                    recordId,
                    "The upstream does not tell a missing record from a forbidden one: check the id, then the permission.",
                    facts);
        }

        @Override
        public Map<String, Object> details() {
            return Map.of("record_type", recordType, "record_id", recordId);
        }
    }

    /** The input is wrong; refused here, before anything was sent. */
    public static final class RecordValidation extends RecordException {
        private final transient List<Violation> violations;

        public RecordValidation(List<Violation> violations) {
            super(
                    ErrorCode.RECORD_VALIDATION,
                    violations.stream()
                            .map(violation -> violation.field() + ": " + violation.message())
                            .collect(Collectors.joining("; ")),
                    "Nothing was sent. Correct what is named, then call again.",
                    CallFacts.none());
            this.violations = List.copyOf(violations);
        }

        /** A single field that is wrong. */
        public RecordValidation(String field, String message) {
            this(List.of(new Violation(field, message)));
        }

        /** What is wrong, field by field. */
        public List<Violation> violations() {
            return violations;
        }

        @Override
        public Map<String, Object> details() {
            return Map.of(
                    "violations", violations.stream().map(Violation::toMap).toList());
        }
    }

    /** A record with this key exists already. Nothing was created. */
    public static final class DuplicateRecord extends RecordException {
        private final String recordType;
        private final Optional<String> key;

        /** @param key the key that exists already, where the upstream names it */
        public DuplicateRecord(String recordType, Optional<String> key, String safeMessage, CallFacts facts) {
            this(
                    recordType,
                    key,
                    safeMessage,
                    "The record exists already: read or update it, or use another key.",
                    facts);
        }

        /** @param hint what to do next, where the adapter knows better than in general */
        public DuplicateRecord(
                String recordType, Optional<String> key, String safeMessage, String hint, CallFacts facts) {
            super(ErrorCode.DUPLICATE_RECORD, safeMessage, hint, facts);
            this.recordType = recordType;
            this.key = key;
        }

        @Override
        public Map<String, Object> details() {
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("record_type", recordType);
            key.ifPresent(value -> details.put("key", value));
            return details;
        }
    }
}
