package org.enterprisemcp.upstream.netsuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.enterprisemcp.domain.error.RecordException.RecordValidation;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../",
                "../../users/me",
                "8)/total?x=(",
                "8)/total",
                "7/8",
                "7?x",
                "7#x",
                "7 8",
                " 7",
                "7 ",
                "%2e%2e",
                "7%2F8",
                "abc",
                "--7",
                "1234567890123456789",
                "٧",
                "eid:",
                "eid: x",
                "eid:../x",
                "eid:a/b",
                "eid:a?b",
                "eid:a%2Fb",
                "eid:a,b",
                "eid:'a'",
                "EID:a"
            })
    void refusesAHostileId(String id) {
        assertThatThrownBy(() -> RecordNames.id(new RecordId(id)))
                .isInstanceOf(RecordValidation.class)
                .hasMessageContaining("record_id");
        assertThat(RecordNames.isId(id)).isFalse();
    }

    @Test
    void refusesWhatIsTooLongOrHoldsControlCharacters() {
        assertThat(RecordNames.isId("1".repeat(1_000_000))).isFalse();
        assertThat(RecordNames.isId("eid:" + "x".repeat(1_000_000))).isFalse();
        assertThat(RecordNames.isId("7\n")).isFalse();
        assertThat(RecordNames.isId("eid:a\u0000b")).isFalse();
        assertThat(RecordNames.isId("eid:a\r\nb")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"customer/../admin", "customer?x", "customer/7", "cust-omer", "cust omer", "7customer", "_x"})
    void refusesAHostileType(String type) {
        assertThatThrownBy(() -> RecordNames.type(new RecordType(type)))
                .isInstanceOf(RecordValidation.class)
                .hasMessageContaining("record_type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "a/b", "x y", "1/task", "a%2Fb", ""})
    void refusesHostileJobsAndDatasets(String id) {
        assertThatThrownBy(() -> RecordNames.job(id)).hasMessageContaining("job_id");
        assertThatThrownBy(() -> RecordNames.dataset(id)).hasMessageContaining("dataset_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "a,b", "a)", "a/../b", "a'b"})
    void refusesAHostileNameByTheNameOfItsArgument(String name) {
        assertThatThrownBy(() -> RecordNames.word("sublist", name)).hasMessageContaining("sublist");
    }

    @Test
    void attachesContactsAndFilesOnly() {
        assertThatThrownBy(() -> RecordNames.attachable(new RecordType("customer")))
                .hasMessageContaining("other_type");
        assertThat(RecordNames.attachable(new RecordType("Contact"))).isEqualTo("Contact");
        assertThat(RecordNames.attachable(new RecordType("file"))).isEqualTo("file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "-5",
                "123456789012345678",
                "eid:CRM-1",
                "eid:a b",
                "eid:x@y.example",
                "eid:1:2",
                "eid:eid:1"
            })
    void allowsInternalAndExternalIds(String id) {
        assertThat(RecordNames.id(new RecordId(id))).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"customer", "salesOrder", "SALESORDER", "customrecord_my_type", "customlist42"})
    void allowsRecordTypesInAnyCase(String type) {
        assertThat(RecordNames.type(new RecordType(type))).isEqualTo(type);
    }
}
