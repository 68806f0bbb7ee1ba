package org.enterprisemcp.testkit.contract;

import org.junit.jupiter.api.Nested;

/** The fake upstream keeps every contract, so whoever tests with it tests with something that behaves like an adapter. */
class FakeUpstreamContractTest {

    @Nested
    class RecordStore extends RecordStoreContract {
        @Override
        protected UpstreamUnderTest open() {
            return Fakes.open();
        }

        @Override
        protected RecordSample sample() {
            return Fakes.records();
        }
    }

    @Nested
    class RecordStoreFaults extends RecordStoreFaultsContract {
        @Override
        protected UpstreamUnderTest open() {
            return Fakes.open();
        }

        @Override
        protected RecordSample sample() {
            return Fakes.records();
        }
    }

    @Nested
    class Queries extends QueryEngineContract {
        @Override
        protected UpstreamUnderTest open() {
            return Fakes.open();
        }

        @Override
        protected QuerySample sample() {
            return Fakes.queries();
        }
    }

    @Nested
    class QueryFaults extends QueryEngineFaultsContract {
        @Override
        protected UpstreamUnderTest open() {
            return Fakes.open();
        }

        @Override
        protected QuerySample sample() {
            return Fakes.queries();
        }
    }

    @Nested
    class Metadata extends MetadataCatalogContract {
        @Override
        protected UpstreamUnderTest open() {
            return Fakes.open();
        }

        @Override
        protected MetadataSample sample() {
            return Fakes.metadata();
        }
    }

    @Nested
    class Upserts extends UpsertContract {
        private int keys;

        @Override
        protected UpstreamUnderTest open() {
            return Fakes.open();
        }

        @Override
        protected RecordSample sample() {
            return Fakes.records();
        }

        @Override
        protected String freshKey() {
            return "KEY-" + ++keys;
        }
    }

    @Nested
    class Searches extends SearchContract {
        @Override
        protected UpstreamUnderTest open() {
            return Fakes.open();
        }

        @Override
        protected SearchSample sample() {
            return Fakes.searches();
        }
    }

    @Nested
    class SublistLines extends SublistContract {
        @Override
        protected UpstreamUnderTest open() {
            return Fakes.open();
        }

        @Override
        protected SublistSample sample() {
            return Fakes.sublists();
        }
    }

    @Nested
    class Transforms extends TransformContract {
        @Override
        protected UpstreamUnderTest open() {
            return Fakes.open();
        }

        @Override
        protected TransformSample sample() {
            return Fakes.transforms();
        }
    }

    @Nested
    class Batches extends BatchContract {
        @Override
        protected UpstreamUnderTest open() {
            return Fakes.open();
        }

        @Override
        protected BatchSample sample() {
            return Fakes.batches();
        }
    }
}
