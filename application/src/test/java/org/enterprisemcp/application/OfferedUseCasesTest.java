package org.enterprisemcp.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.enterprisemcp.domain.port.CallRequest;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.testkit.FakeTokens;
import org.enterprisemcp.testkit.FakeUpstream;
import org.enterprisemcp.testkit.MutableClock;
import org.enterprisemcp.testkit.RecordingObserver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A use case is there exactly when its port is. */
class OfferedUseCasesTest {

    static Stream<Arguments> useCasesByPort() {
        return Stream.of(
                Arguments.of("queries", Set.of("executeQuery")),
                Arguments.of("queryReviewer", Set.of("validateQuery")),
                Arguments.of("querySchema", Set.of("describeQueryTables")),
                Arguments.of("metadata", Set.of("listRecordTypes", "describeRecord")),
                Arguments.of("fieldOptions", Set.of("getFieldOptions")),
                Arguments.of("upserts", Set.of("upsertRecord")),
                Arguments.of("searches", Set.of("searchRecords")),
                Arguments.of("sublists", Set.of("getSublist")),
                Arguments.of("transforms", Set.of("transformRecord")),
                Arguments.of("actions", Set.of("runRecordAction")),
                Arguments.of("links", Set.of("linkRecords")),
                Arguments.of("batches", Set.of("batchRecords", "getJob")),
                Arguments.of("datasets", Set.of("listDatasets", "runDataset")),
                Arguments.of("recordPages", Set.of("getRecordLink")));
    }

    @ParameterizedTest
    @MethodSource("useCasesByPort")
    void aPortBringsItsOwnUseCasesAndNoOthers(String port, Set<String> useCases) {
        assertThat(offeredWith(Set.of(port))).isEqualTo(useCases);
    }

    @Test
    void anUpstreamWithoutOptionalPortsOffersNoOptionalUseCase() {
        assertThat(offeredWith(Set.of())).isEmpty();
    }

    @Test
    void everyOptionalUseCaseBelongsToAPort() {
        Set<String> named = useCasesByPort()
                .flatMap(row -> ((Set<?>) row.get()[1]).stream())
                .map(String::valueOf)
                .collect(Collectors.toSet());
        assertThat(optional().map(Method::getName)).containsExactlyInAnyOrderElementsOf(named);
    }

    @Test
    void tellsARecordsPageWithoutACredentialOrACall() {
        FakeUpstream records = new FakeUpstream();
        Optional<String> page = useCases(new SomePorts(records, Set.of("recordPages"), Optional.empty()))
                .getRecordLink()
                .orElseThrow()
                .handle(Caller.anonymous(), CallRequest.plain(), new RecordType("customer"), new RecordId("7"));

        assertThat(page).contains("https://acme.fake.example/v1/app/customer/7");
        assertThat(records.scopes()).isEmpty();
    }

    @Test
    void reviewsAQueryWithoutSendingIt() {
        FakeUpstream records = new FakeUpstream();
        assertThat(useCases(new SomePorts(records, Set.of("queryReviewer"), Optional.empty()))
                        .validateQuery()
                        .orElseThrow()
                        .handle("DROP TABLE x")
                        .hasErrors())
                .isTrue();
        assertThat(records.scopes()).isEmpty();
    }

    private static Set<String> offeredWith(Set<String> ports) {
        UseCases useCases = useCases(new SomePorts(new FakeUpstream(), ports, Optional.empty()));
        return optional()
                .filter(method -> isThere(useCases, method))
                .map(Method::getName)
                .collect(Collectors.toSet());
    }

    private static Stream<Method> optional() {
        List<Method> methods = Arrays.stream(UseCases.class.getMethods())
                .filter(method -> method.getReturnType().equals(Optional.class))
                .toList();
        return methods.stream();
    }

    private static boolean isThere(UseCases useCases, Method method) {
        try {
            return method.invoke(useCases) instanceof Optional<?> offered && offered.isPresent();
        } catch (ReflectiveOperationException unusable) {
            throw new LinkageError(method.getName(), unusable);
        }
    }

    private static UseCases useCases(SomePorts upstream) {
        TargetPolicy targets = new TargetPolicy(upstream, Optional.of(new AccountId("acme")), Set.of(), Set.of());
        FakeTokens tokens = new FakeTokens();
        UpstreamCall calls =
                new UpstreamCall(targets, tokens, new RecordingObserver(), new MutableClock(), Duration.ofSeconds(30));
        return new UseCases(upstream, targets, tokens, calls);
    }
}
