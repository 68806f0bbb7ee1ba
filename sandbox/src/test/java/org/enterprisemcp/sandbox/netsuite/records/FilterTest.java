package org.enterprisemcp.sandbox.netsuite.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilterTest {

    private final Service service = new Service();

    @AfterAll
    void stop() {
        service.close();
    }

    private Service.Answer list(String type, String q) {
        return service.get("record/v1/" + type + "?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "companyName",
                "companyName IS",
                "companyName LIKE 'x'",
                "nothing IS 1",
                "companyName IS \"x",
                "companyName IS x y",
                "(companyName IS x",
                "companyName IS x)",
                "companyName IS x AND",
                "id BETWEEN [1]",
                "id BETWEEN 1",
                "id ANY_OF [1,",
                "id EQUAL one",
                "id EQUAL 1;DROP TABLE customer",
                "isInactive IS perhaps",
                "companyName GREATER 3",
                "creditLimit START_WITH 1",
                "dateCreated ON \"2024-12-30\"",
                "dateCreated ON 31/12/2024",
                "8)/total?x=("
            })
    void refusesAFilterThatItCannotRead(String q) {
        Service.Answer answer = list("customer", q);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("INVALID_PARAMETER");
        assertThat(answer.at("/o:errorDetails/0/o:errorQueryParam").asText()).isEqualTo("q");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id EQUAL 107                                     | id = 107",
                "id EQUAL_NOT 107                                 | id <> 107",
                "id BETWEEN [110, 120]                            | id BETWEEN 110 AND 120",
                "id BETWEEN_NOT [110, 120]                        | id NOT BETWEEN 110 AND 120",
                "id WITHIN [110,120]                              | id BETWEEN 110 AND 120",
                "id ANY_OF [101, 102, 9]                          | id IN (101, 102)",
                "id ANY_OF_NOT [101, 102]                         | id NOT IN (101, 102)",
                "creditLimit GREATER 50000                        | creditlimit > 50000",
                "creditLimit GREATER_NOT 50000                    | creditlimit IS NULL OR creditlimit <= 50000",
                "creditlimit GREATER_OR_EQUAL 90000 OR creditlimit LESS_OR_EQUAL 10000 | creditlimit >= 90000 OR creditlimit <= 10000",
                "creditLimit LESS 20000 AND isInactive IS true    | creditlimit < 20000 AND isinactive = 'T'",
                "creditLimit EMPTY                                | creditlimit IS NULL",
                "creditLimit EMPTY_NOT                            | creditlimit IS NOT NULL",
                "isInactive IS_NOT true                           | isinactive = 'F'",
                "companyName START_WITH blue                      | companyname LIKE 'Blue%'",
                "companyName START_WITH_NOT blue                  | companyname NOT LIKE 'Blue%'",
                "COMPANYNAME CONTAIN Rob                          | LOWER(companyname) LIKE '%rob%'",
                "companyName ENDWITH labs                         | companyname LIKE '%Labs'",
                "companyName END_WITH labs                        | companyname LIKE '%Labs'",
                "companyName END_WITH_NOT labs                    | companyname NOT LIKE '%Labs'",
                "companyName IS \"Blue Labs\" OR id EQUAL 101     | companyname = 'Blue Labs' OR id = 101",
                "subsidiary EQUAL 1 AND terms EQUAL 2 OR id EQUAL 101   | (subsidiary = 1 AND terms = 2) OR id = 101",
                "subsidiary EQUAL 1 AND (terms EQUAL 2 OR terms EQUAL 3) | subsidiary = 1 AND terms IN (2, 3)",
                "entityStatus IS 16                               | entitystatus = '16'",
                "dateCreated ON_OR_AFTER \"12/30/2024\" AND dateCreated BEFORE \"1/1/2025\" | 1 = 1",
                "dateCreated ON 12/30/2024                        | 1 = 1",
                "dateCreated AFTER 12/30/2024                     | 1 = 0",
                "lastModifiedDate ON_OR_BEFORE 12/31/2025         | lastmodifieddate < TO_DATE('2026-01-01', 'YYYY-MM-DD')"
            })
    void findsWhatSqlFinds(String q, String condition) {
        Service.Answer answer = list("customer", q);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.at("/totalResults").asText())
                .isEqualTo(service.value("SELECT COUNT(*) FROM customer WHERE " + condition));
    }

    @Test
    void staysWithinTheRecordTypeAndKeepsTheFilterInItsLinks() {
        assertThat(list("invoice", "id GREATER 0").at("/totalResults").asInt()).isEqualTo(1500);
        Service.Answer page = service.get("record/v1/customer?q=id%20GREATER%200&limit=10");
        assertThat(page.at("/links/0/href").asText())
                .isEqualTo(Service.ROOT + "/record/v1/customer?q=id%20GREATER%200&limit=10&offset=10");
    }
}
