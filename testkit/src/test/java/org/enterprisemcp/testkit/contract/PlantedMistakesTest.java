package org.enterprisemcp.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.error.RecordException.RecordNotFound;
import org.enterprisemcp.domain.error.UpstreamException.NotFound;
import org.enterprisemcp.domain.error.UpstreamException.OutcomeUnknown;
import org.enterprisemcp.domain.error.UpstreamException.Validation;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.QueryEngine;
import org.enterprisemcp.domain.query.Query;
import org.enterprisemcp.domain.query.QueryPage;
import org.enterprisemcp.domain.record.DeletedRecord;
import org.enterprisemcp.domain.record.Fields;
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
import org.slf4j.LoggerFactory;

/** The contracts bite: each adapter here makes one mistake, and exactly the rows that are about it fail. */
class PlantedMistakesTest {

    private static final String LOGGER = "org.enterprisemcp.planted";

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

    @Test
    void findsAMissingRecordThatIsTakenForAnEmptyOne() {
        assertThat(failures(MissingSwallowed.class))
                .containsOnlyKeys(
                        "keepsARecordFromItsCreationToItsDeletion",
                        "doesNotFindARecordToReadThatIsMissing",
                        "doesNotFindARecordToChangeThatIsMissing",
                        "refusesARecordTypeThatTheUpstreamDoesNotKnow");
    }

    @Test
    void findsAWriteThatIsSaidToBeDoneWhateverBecameOfIt() {
        assertThat(failures(WriteSwallowed.class))
                .containsOnlyKeys(
                        "doesNotRepeatACreateThatWasCutOffBeforeTheWork",
                        "doesNotRepeatACreateThatWasCutOffAfterTheWork",
                        "doesNotRepeatACreateThatWasAnsweredByUnavailable",
                        "doesNotRepeatACreateThatWasAnsweredByAGatewaysPage",
                        "endsACreateAtItsDeadlineAndSaysThatItDoesNotKnow",
                        "showsNoCredentialThatTheUpstreamRepeats",
                        "tellsAnExpiredTokenAndRepeatsNothing",
                        "tellsHowLongToWaitWhereTheUpstreamAsksForMoreThanACallHas");
    }

    @Test
    void findsAQueryThatFailsAndIsSaidToBringNothing() {
        assertThat(failures(QuerySwallowed.class)).containsKey("refusesAWrongQueryAndDoesNotRepeatIt");
    }

    @Test
    void findsATokenInALogHoweverLowItsLevelIs() {
        assertThat(failures(TokenLogged.class))
                .containsKeys(
                        "keepsARecordFromItsCreationToItsDeletion", "clearsTheFieldThatIsSetToNullAndLeavesTheOthers")
                .doesNotContainKeys("offersAllFourOperations")
                .allSatisfy((row, said) -> assertThat(said)
                        .contains("a credential was logged: " + LOGGER, "shows ***")
                        .doesNotContain("a-token-that-nobody-may-see"));
        assertThat(failures(TokenTraced.class))
                .isNotEmpty()
                .allSatisfy((row, said) -> assertThat(said).contains("a credential was logged: " + LOGGER));
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

        @Override
        protected RecordSample sample() {
            return Fakes.records();
        }
    }

    /** Planted: what the upstream does not have is a record without fields. */
    static final class MissingSwallowed extends RecordStoreContract {
        @Override
        protected UpstreamUnderTest open() {
            return Fakes.open(fake -> new Adapter(fake) {
                @Override
                public Answer<UpstreamRecord> get(CallScope scope, RecordType type, RecordId id) {
                    try {
                        return super.get(scope, type, id);
                    } catch (RecordNotFound | NotFound swallowed) {
                        return new Answer<>(new UpstreamRecord(type, id, Fields.empty()), CallFacts.answered(200, 1));
                    }
                }
            });
        }

        @Override
        protected RecordSample sample() {
            return Fakes.records();
        }
    }

    /** Planted: whatever happens to a create, it is reported as done. */
    static final class WriteSwallowed extends RecordStoreFaultsContract {
        @Override
        protected UpstreamUnderTest open() {
            return Fakes.open(fake -> new Adapter(fake) {
                @Override
                public Answer<WrittenRecord> create(CallScope scope, RecordDraft draft) {
                    try {
                        return super.create(scope, draft);
                    } catch (McpServerException swallowed) {
                        return new Answer<>(
                                new WrittenRecord(draft.type(), Optional.empty(), Optional.empty()), swallowed.facts());
                    }
                }
            });
        }

        @Override
        protected RecordSample sample() {
            return Fakes.records();
        }
    }

    /** Planted: a query that fails brings no rows. */
    static final class QuerySwallowed extends QueryEngineContract {
        @Override
        protected UpstreamUnderTest open() {
            return Fakes.open(fake -> new Adapter(fake) {
                @Override
                public Optional<QueryEngine> queries() {
                    return Optional.of((scope, query) -> {
                        try {
                            return fake.execute(scope, query);
                        } catch (McpServerException swallowed) {
                            return new Answer<>(
                                    new QueryPage(List.of(), OptionalLong.empty(), OptionalInt.empty()),
                                    swallowed.facts());
                        }
                    });
                }
            });
        }

        @Override
        protected QuerySample sample() {
            return Fakes.queries();
        }
    }

    /** Planted: a line for whoever debugs says what was sent. */
    static final class TokenLogged extends RecordStoreContract {
        @Override
        protected UpstreamUnderTest open() {
            return Fakes.open(fake -> new Adapter(fake) {
                @Override
                public Answer<UpstreamRecord> get(CallScope scope, RecordType type, RecordId id) {
                    System.getLogger(LOGGER).log(System.Logger.Level.DEBUG, "GET {0} shows {1}", type, sent(scope));
                    return super.get(scope, type, id);
                }
            });
        }

        @Override
        protected RecordSample sample() {
            return Fakes.records();
        }
    }

    /** Planted: a failure is logged by SLF4J at its lowest level, with a cause that says what was sent. */
    static final class TokenTraced extends RecordStoreContract {
        @Override
        protected UpstreamUnderTest open() {
            return Fakes.open(fake -> new Adapter(fake) {
                @Override
                public Answer<DeletedRecord> delete(CallScope scope, RecordType type, RecordId id) {
                    LoggerFactory.getLogger(LOGGER).trace("sent", new IllegalStateException(sent(scope)));
                    return super.delete(scope, type, id);
                }
            });
        }

        @Override
        protected RecordSample sample() {
            return Fakes.records();
        }
    }

    private static String sent(CallScope scope) {
        return scope.token() instanceof UpstreamToken.Bearer bearer
                ? bearer.token().reveal()
                : "";
    }
}
