package org.enterprisemcp.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.metadata.FieldDescription;
import org.enterprisemcp.domain.metadata.FieldDescription.Trait;
import org.enterprisemcp.domain.metadata.RecordDescription;
import org.enterprisemcp.domain.metadata.RecordDescriptionRequest;
import org.enterprisemcp.domain.metadata.RecordDescriptionRequest.Include;
import org.enterprisemcp.domain.metadata.RecordTypes;
import org.enterprisemcp.domain.port.MetadataCatalog;
import org.enterprisemcp.domain.record.RecordType;
import org.junit.jupiter.api.Test;

/** What a {@link MetadataCatalog} keeps. */
public abstract class MetadataCatalogContract extends UpstreamContract {

    private static final int MANY = 10_000;

    /** What is known of the record types. */
    protected abstract MetadataSample sample();

    private MetadataCatalog catalog() {
        return upstream().metadata().orElseThrow();
    }

    private RecordTypes types(Optional<String> search, int limit) {
        return catalog().recordTypes(scope(), search, limit).value();
    }

    private RecordDescription described(RecordDescriptionRequest request) {
        return catalog().describe(scope(), request).value();
    }

    @Test
    public void listsTheRecordTypeInTheOrderOfNames() {
        MetadataSample sample = sample();
        RecordTypes all = types(Optional.empty(), MANY);
        List<String> names = all.types().stream().map(RecordTypes.Entry::name).toList();
        assertTrue(names.contains(sample.type().value()), () -> sample.type() + " is not among " + names);
        assertEquals(names.stream().sorted(String.CASE_INSENSITIVE_ORDER).toList(), names);
        assertEquals(names.stream().distinct().toList(), names);
        assertEquals(names.size(), all.total());
    }

    @Test
    public void bringsAsManyRecordTypesAsAreWantedAndTellsHowManyThereAre() {
        RecordTypes all = types(Optional.empty(), MANY);
        RecordTypes one = types(Optional.empty(), 1);
        assertEquals(all.types().subList(0, 1), one.types());
        assertEquals(all.total(), one.total());
        assertTrue(all.total() > 1, "there is more than one record type");
    }

    @Test
    public void findsARecordTypeByAPartOfItsName() {
        String name = sample().type().value();
        RecordTypes found = types(Optional.of(name.substring(1)), MANY);
        assertTrue(found.types().stream().map(RecordTypes.Entry::name).anyMatch(name::equals), () -> "found " + found);
    }

    @Test
    public void findsNoRecordTypeByAWordThatNoneHas() {
        assertEquals(new RecordTypes(List.of(), 0), types(Optional.of("no-type-has-this-name"), MANY));
    }

    @Test
    public void describesTheFieldsOfARecordType() {
        MetadataSample sample = sample();
        RecordDescription all = described(RecordDescriptionRequest.all(sample.type()));
        assertEquals(sample.type(), all.type());
        assertTrue(names(all).contains(sample.field()), () -> sample.field() + " is not among " + names(all));
        assertEquals(all.fields().size(), all.totalFields());
    }

    @Test
    public void findsAFieldByItsNameAndTellsHowManyThereAre() {
        MetadataSample sample = sample();
        RecordDescription all = described(RecordDescriptionRequest.all(sample.type()));
        RecordDescription found = described(new RecordDescriptionRequest(
                sample.type(), Optional.of(sample.field()), Include.ALL, Optional.empty()));
        assertTrue(names(found).contains(sample.field()), () -> "found " + names(found));
        assertTrue(found.fields().size() < all.fields().size(), "the search leaves fields out");
        assertTrue(found.totalFields() >= found.fields().size());
    }

    @Test
    public void leavesOutFieldsThatAreNotWanted() {
        RecordType type = sample().type();
        for (FieldDescription field : some(type, Include.REQUIRED)) {
            assertTrue(field.traits().contains(Trait.REQUIRED), () -> field.name() + " is not required");
        }
        for (FieldDescription field : some(type, Include.WRITABLE)) {
            assertTrue(!field.traits().contains(Trait.READ_ONLY), () -> field.name() + " is read-only");
        }
    }

    @Test
    public void refusesARecordTypeThatTheUpstreamDoesNotKnow() {
        RecordDescriptionRequest unknown = RecordDescriptionRequest.all(sample().unknownType());
        assertFails(
                () -> catalog().describe(scope(), unknown),
                ErrorCode.NOT_FOUND,
                ErrorCode.RECORD_NOT_FOUND,
                ErrorCode.VALIDATION,
                ErrorCode.RECORD_VALIDATION);
    }

    @Test
    public void refusesHostileRecordTypesBeforeAnythingIsSent() {
        for (String name : HostileNames.ALL) {
            assertRefusedUnsent(
                    "record_type",
                    name,
                    () -> catalog().describe(scope(), RecordDescriptionRequest.all(new RecordType(name))));
        }
    }

    @Test
    public void sendsNothingAfterTheDeadline() {
        RecordDescriptionRequest all = RecordDescriptionRequest.all(sample().type());
        assertSendsNothingAfterTheDeadline(late -> catalog().recordTypes(late, Optional.empty(), 1));
        assertSendsNothingAfterTheDeadline(late -> catalog().describe(late, all));
    }

    private List<FieldDescription> some(RecordType type, Include include) {
        return described(new RecordDescriptionRequest(type, Optional.empty(), include, Optional.empty()))
                .fields();
    }

    private static List<String> names(RecordDescription description) {
        return description.fields().stream().map(FieldDescription::name).toList();
    }
}
