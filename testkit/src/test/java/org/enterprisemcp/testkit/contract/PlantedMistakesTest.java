package org.enterprisemcp.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.UpstreamException.OutcomeUnknown;
import org.enterprisemcp.domain.error.UpstreamException.Validation;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.QueryEngine;
import org.enterprisemcp.domain.query.Query;
import org.enterprisemcp.domain.query.QueryPage;
import org.enterprisemcp.domain.record.RecordDraft;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.record.UpstreamRecord;
import org.enterprisemcp.domain.record.WrittenRecord;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The contracts bite: each adapter here makes one mistake, and exactly the rows that are about it fail. */
class PlantedMistakesTest {

    @Test
    void findsNothingInAnAdapterWithoutMistakes() {
        assertThat(failures(Faultless.class)).isEmpty();
        assertThat(failures(FaultlessWhenFaultsCome.class)).isEmpty();
    }

    @Test
    void findsIdsThatGoOutUnchecked() {
        assertThat(failures(IdsUnchecked.class)).containsOnlyKeys("refusesHostileIdsBeforeAnythingIsSent");
    }

    @Test
    void findsACreateThatIsRepeatedBlindly() {
        assertThat(failures(CreateRepeated.class))
                .containsOnlyKeys(
                        "doesNotRepeatACreateThatWasCutOffBeforeTheWork",
                        "doesNotRepeatACreateThatWasCutOffAfterTheWork",
                        "doesNotRepeatACreateThatWasAnsweredByUnavailable",
                        "doesNotRepeatACreateThatWasAnsweredByAGatewaysPage",
                        "endsACreateAtItsDeadlineAndSaysThatItDoesNotKnow");
    }

    @Test
    void findsPagesThatEndTooEarly() {
        assertThat(failures(PagingCutShort.class))
                .containsOnlyKeys(
                        "bringsAllRowsPageByPageWithoutLossOrRepetition", "tellsThatThereIsMoreExactlyWhileThereIs");
    }

    @Test
    void findsAFailureThatShowsTheCredential() {
        assertThat(failures(CredentialShown.class)).containsOnlyKeys("showsNoCredentialThatTheUpstreamRepeats");
    }

    /** The failed tests of a contract by their names, with what they say. */
    private static Map<String, String> failures(Class<?> contract) {
        Map<String, String> failures = new TreeMap<>();
        Set<String> run = new TreeSet<>();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(contract))
                .build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                    run.add(test.getLegacyReportingName());
                    result.getThrowable()
                            .ifPresent(thrown -> failures.put(
                                    test.getLegacyReportingName().replace("()", ""), String.valueOf(thrown)));
                }
            }
        });
        assertThat(run).as("tests that ran").hasSizeGreaterThan(5);
        assertThat(failures.values())
                .allSatisfy(said -> assertThat(said).startsWith("org.opentest4j.AssertionFailedError"));
        return failures;
    }

    static final class Faultless extends RecordStoreContract {
        @Override
        protected UpstreamUnderTest open() {
            return Fakes.open(Adapter::new);
        }

        @Override
        protected RecordSample sample() {
            return Fakes.records();
        }
    }

    static final class FaultlessWhenFaultsCome extends RecordStoreFaultsContract {
        @Override
        protected UpstreamUnderTest open() {
            return Fakes.open(Adapter::new);
        }

        @Override
        protected RecordSample sample() {
            return Fakes.records();
        }
    }

    /** Planted: an id is put into the URL whatever it is. */
    static final class IdsUnchecked extends RecordStoreContract {
        @Override
        protected UpstreamUnderTest open() {
            return Fakes.open(fake -> new Adapter(fake) {
                @Override
                public Answer<UpstreamRecord> get(CallScope scope, RecordType type, RecordId id) {
                    String encoded = id.value().replaceAll("[^A-Za-z0-9]", "-");
                    return super.get(scope, type, new RecordId(encoded));
                }
            });
        }

        @Override
        protected RecordSample sample() {
            return Fakes.records();
        }
    }

    /** Planted: a create of which no answer came is sent again. */
    static final class CreateRepeated extends RecordStoreFaultsContract {
        @Override
        protected UpstreamUnderTest open() {
            return Fakes.open(fake -> new Adapter(fake) {
                @Override
                public Answer<WrittenRecord> create(CallScope scope, RecordDraft draft) {
                    try {
                        return super.create(scope, draft);
                    } catch (OutcomeUnknown tryAgain) {
                        return super.create(scope, draft);
                    }
                }
            });
        }

        @Override
        protected RecordSample sample() {
            return Fakes.records();
        }
    }

    /** Planted: the second page is taken for the last. */
    static final class PagingCutShort extends QueryEngineContract {
        @Override
        protected UpstreamUnderTest open() {
            return Fakes.open(fake -> new Adapter(fake) {
                @Override
                public Optional<QueryEngine> queries() {
                    return Optional.of((scope, query) -> cutShort(fake.execute(scope, query), query));
                }
            });
        }

        private static Answer<QueryPage> cutShort(Answer<QueryPage> answer, Query query) {
            return query.offset() == 0 && query.limit().orElse(0) < 6
                    ? answer
                    : answer.map(page -> new QueryPage(page.items(), page.total(), OptionalInt.empty()));
        }

        @Override
        protected QuerySample sample() {
            return Fakes.queries();
        }
    }

    /** Planted: the upstream's words are shown as they come. */
    static final class CredentialShown extends RecordStoreFaultsContract {
        @Override
        protected UpstreamUnderTest open() {
            return Fakes.open(fake -> new Adapter(fake) {
                @Override
                public Answer<UpstreamRecord> get(CallScope scope, RecordType type, RecordId id) {
                    try {
                        return super.get(scope, type, id);
                    } catch (Validation refused) {
                        throw new Validation("Not good: " + sent(scope), refused.violations(), CallFacts.none());
                    }
                }
            });
        }

        private static String sent(CallScope scope) {
            return scope.token() instanceof UpstreamToken.Bearer bearer
                    ? bearer.token().reveal()
                    : "";
        }

        @Override
        protected RecordSample sample() {
            return Fakes.records();
        }
    }
}
