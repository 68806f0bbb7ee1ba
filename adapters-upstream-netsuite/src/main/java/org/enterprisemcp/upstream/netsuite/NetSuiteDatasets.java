package org.enterprisemcp.upstream.netsuite;

import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.Datasets;
import org.enterprisemcp.domain.query.QueryPage;
import org.enterprisemcp.domain.record.Fields;

/** Datasets of SuiteAnalytics Workbook. */
final class NetSuiteDatasets implements Datasets {

    private static final Place DATASETS = Place.of("query", "v1", "dataset", "");

    private final CollectionReader collections;

    NetSuiteDatasets(CollectionReader collections) {
        this.collections = collections;
    }

    @Override
    public Answer<QueryPage> list(CallScope scope, int limit, int offset) {
        return slim(collections.read(
                scope, offset, limit, window -> SuiteTalk.read(scope, "datasets", DATASETS.with(window))));
    }

    @Override
    public Answer<QueryPage> run(CallScope scope, String datasetId, int limit, int offset) {
        Place result = Place.of("query", "v1", "dataset", RecordNames.dataset(datasetId), "result");
        return slim(collections.read(
                scope, offset, limit, window -> SuiteTalk.read(scope, "dataset", result.with(window))));
    }

    private static Answer<QueryPage> slim(Answer<QueryPage> answer) {
        return answer.map(page -> new QueryPage(
                page.items().stream().<Fields>map(Slimming::slim).toList(), page.total(), page.nextOffset()));
    }
}
