package org.enterprisemcp.sandbox.netsuite.records;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a role may not do; the limited one may neither delete records nor see employees. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionsTest {

    private final Service service = new Service();

    @AfterAll
    void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, record/v1/employee, ''",
        "GET, record/v1/employee/361, ''",
        "GET, record/v1/Employee/361, ''",
        "GET, record/v1/customer/107/salesRep, ''",
        "POST, record/v1/employee, '{}'",
        "PATCH, record/v1/employee/361, '{}'",
        "PUT, record/v1/employee/eid:x, '{}'",
        "DELETE, record/v1/customer/107, ''",
        "DELETE, record/v1/customer/999999, ''",
        "GET, system/v1/governanceLimits, ''"
    })
    void refusesWhatTheRoleMayNotDo(String method, String target, String body) {
        Service.Answer answer = service.limited(method, target, body);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.headers().get("Content-Type"))
                .isEqualTo("application/vnd.oracle.resource+json; type=error; charset=UTF-8");
        assertThat(answer.at("/type").asText()).isEqualTo("https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.4");
        assertThat(answer.at("/title").asText()).isEqualTo("Forbidden");
        assertThat(answer.code()).isEqualTo("INSUFFICIENT_PERMISSION");
        assertThat(answer.detail()).startsWith("Permission Violation");
    }

    @Test
    void refusesEachRecordOfABatchOnItsOwn() {
        String job = service.limited("DELETE", "record/v1/customer?ids=107,108", "", "Prefer", "respond-async")
                .made();
        service.get(job);
        service.get(job);
        Service.Answer result = service.get(job + "/task/2/result");
        assertThat(result.status()).isEqualTo(403);
        assertThat(service.get("record/v1/customer/108").status()).isEqualTo(200);
    }

    @Test
    void letsTheRoleDoEverythingElse() {
        Service.Answer made =
                service.limited("POST", "record/v1/customer", "{'companyName':'Clerks','subsidiary':{'id':1}}");
        assertThat(made.status()).isEqualTo(204);
        assertThat(service.limited("PATCH", made.made(), "{'phone':'1'}").status())
                .isEqualTo(204);
        assertThat(service.limited("GET", "record/v1/customer?limit=1", "").status())
                .isEqualTo(200);
    }
}
