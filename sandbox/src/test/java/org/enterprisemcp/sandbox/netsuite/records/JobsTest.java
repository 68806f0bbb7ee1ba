package org.enterprisemcp.sandbox.netsuite.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobsTest {

    private static final String COLLECTION = "application/vnd.oracle.resource+json; type=collection";
    private static final String[] BATCH = {"Content-Type", COLLECTION, "Prefer", "respond-async"};

    private final Service service = new Service();

    @AfterAll
    void stop() {
        service.close();
    }

    private static String customer(String name) {
        return "{'companyName':'" + name + "','subsidiary':{'id':1},'externalId':'" + name + "'}";
    }

    @Test
    void refusesABatchThatIsNotAsynchronousTooLargeOrEmpty() {
        String items = "{'items':[" + customer("B1") + "]}";
        assertThat(service.post("record/v1/customer", items, "Content-Type", COLLECTION)
                        .status())
                .isEqualTo(400);
        assertThat(service.post("record/v1/customer", "{'items':[]}", BATCH).status())
                .isEqualTo(400);
        String many = IntStream.range(0, 101).mapToObj(i -> customer("M" + i)).collect(Collectors.joining(","));
        assertThat(service.post("record/v1/customer", "{'items':[" + many + "]}", BATCH)
                        .status())
                .isEqualTo(400);
        assertThat(service.call("GET", "record/v1/customer?ids=1,2", "", "Prefer", "respond-async")
                        .status())
                .isEqualTo(400);
        assertThat(service.value("SELECT COUNT(*) FROM customer WHERE externalid IN ('B1', 'M0')"))
                .isEqualTo("0");
    }

    @Test
    void refusesJobsAndTasksThatAreNotThere() {
        for (String path : new String[] {"async/v1/job/999", "async/v1/job/x", "async/v1/job", "async/v1/other/1"}) {
            assertThat(service.get(path).status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void answersLaterAndIsDoneAtTheSecondPoll() {
        Service.Answer taken = service.call("GET", "record/v1/customer/107", "", "Prefer", "respond-async");
        assertThat(taken.status()).isEqualTo(202);
        assertThat(taken.headers()).containsEntry("Preference-Applied", "respond-async");
        String job = taken.made();
        assertThat(job).startsWith("async/v1/job/");
        Service.Answer first = service.get(job);
        assertThat(first.at("/progress").asText()).isEqualTo("pending");
        assertThat(first.at("/completed").asBoolean(true)).isFalse();
        assertThat(first.at("/task/links/0/href").asText()).isEqualTo(taken.location() + "/task");
        Service.Answer second = service.get(job);
        assertThat(second.at("/progress").asText()).isEqualTo("succeeded");
        assertThat(service.get(job + "/task/").at("/items/0/links/0/href").asText())
                .endsWith("/task/1");
        Service.Answer task = service.get(job + "/task/1");
        assertThat(task.at("/links/0/rel").asText()).isEqualTo("related");
        assertThat(task.at("/endTime").asText()).isEqualTo("2026-06-30T10:00:00Z");
        assertThat(service.get(job + "/task/1/result").at("/id").asText()).isEqualTo("107");
        assertThat(service.get(job + "/task/2/result").status()).isEqualTo(404);
    }

    @Test
    void hasOneTaskForEachRecordOfABatch() {
        Service.Answer taken =
                service.post("record/v1/customer", "{'items':[" + customer("C1") + "," + customer("C1") + "]}", BATCH);
        assertThat(taken.status()).as(taken.text()).isEqualTo(202);
        service.get(taken.made());
        service.get(taken.made());
        assertThat(service.get(taken.made() + "/task").at("/totalResults").asInt())
                .isEqualTo(2);
        assertThat(service.get(taken.made() + "/task/1/result").location()).contains("/record/v1/customer/");
        assertThat(service.get(taken.made() + "/task/2/result").code()).isEqualTo("USER_ERROR");

        Service.Answer changed = service.patch(
                "record/v1/customer",
                "{'items':[{'externalId':'C1','email':'c1@example.com'},{'id':107,'url':'https://y.example'}]}",
                BATCH);
        assertThat(changed.status()).isEqualTo(202);
        assertThat(service.get("record/v1/customer/eid:C1").at("/email").asText())
                .isEqualTo("c1@example.com");
        Service.Answer gone = service.call(
                "DELETE",
                "record/v1/customer?ids=eid:'C1',99",
                "",
                "Prefer",
                "respond-async, batch-processing=\"parallel\"");
        assertThat(gone.status()).isEqualTo(202);
        assertThat(service.get("record/v1/customer/eid:C1").status()).isEqualTo(404);
        Service.Answer read = service.call(
                "GET", "record/v1/customer?expandRecords=true&ids=107,eid:CUST-108", "", "Prefer", "respond-async");
        service.get(read.made());
        assertThat(service.get(read.made() + "/task/2/result").at("/id").asText())
                .isEqualTo("108");
    }

    @Test
    void refusesTheSameIdempotencyKeyTwiceAndNamesTheFirstJob() {
        String[] headers = {"Prefer", "respond-async", "X-NetSuite-Idempotency-Key", "k-1"};
        Service.Answer first = service.post("record/v1/customer", customer("D1"), headers);
        Service.Answer again = service.post("record/v1/customer", customer("D1"), headers);
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.at("/title").asText()).isEqualTo("Conflict");
        assertThat(again.code()).isEqualTo("IDEMPOTENCY_ERROR");
        assertThat(again.location()).isEqualTo(first.location());
        assertThat(service.value("SELECT COUNT(*) FROM customer WHERE externalid = 'D1'"))
                .isEqualTo("1");
    }

    @Test
    void ignoresAnIdempotencyKeyOfASynchronousCall() {
        String[] key = {"X-NetSuite-Idempotency-Key", "k-2"};
        assertThat(service.post("record/v1/customer", customer("E1"), key).status())
                .isEqualTo(204);
        assertThat(service.post("record/v1/customer", customer("E2"), key).status())
                .isEqualTo(204);
    }

    @Test
    void saysHowManyCallsAnAccountMayMakeAtOnce() {
        assertThat(service.get("system/v1/governanceLimits")
                        .at("/accountConcurrencyLimit")
                        .asInt())
                .isEqualTo(5);
        assertThat(service.post("system/v1/governanceLimits", "").status()).isEqualTo(405);
    }
}
