package org.enterprisemcp.upstream.netsuite;

import java.util.Optional;
import java.util.Set;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.RecordActions;
import org.enterprisemcp.domain.port.RecordLinks;
import org.enterprisemcp.domain.port.RecordTransforms;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordAction;
import org.enterprisemcp.domain.record.RecordLink;
import org.enterprisemcp.domain.record.RecordTransform;
import org.enterprisemcp.domain.record.WrittenRecord;
import org.enterprisemcp.upstream.rest.JsonCodec;
import org.enterprisemcp.upstream.rest.RestAnswer;
import org.enterprisemcp.upstream.rest.RestRequest;
import org.enterprisemcp.upstream.rest.RetrySafety;

/** What is done with records as a whole: {@code !transform}, {@code @action}, {@code !attach} and {@code !detach}. */
final class NetSuiteWorkflow implements RecordTransforms, RecordActions, RecordLinks {

    private final SuiteTalk suiteTalk;

    NetSuiteWorkflow(SuiteTalk suiteTalk) {
        this.suiteTalk = suiteTalk;
    }

    @Override
    public Answer<WrittenRecord> transform(CallScope scope, RecordTransform transform) {
        Place place = SuiteTalk.record(transform.type(), transform.id())
                .then("!transform", RecordNames.type(transform.targetType()));
        RestRequest request = SuiteTalk.write(scope, "transform", RetrySafety.CREATE, "POST", place)
                .about(transform.type(), transform.id())
                .withBody(transform.payload());
        if (scope.options().flag(NetSuiteOptions.DRY_RUN)) {
            RestAnswer form = suiteTalk.call(scope, SuiteTalk.dryRun(request, MediaTypes.CREATE_FORM));
            Fields filledIn = Slimming.slim(WrittenAnswers.record(form));
            return new Answer<>(WrittenRecord.dryRun(transform.targetType(), Optional.empty(), filledIn), form.facts());
        }
        RestAnswer answer = suiteTalk.call(scope, request);
        return new Answer<>(
                new WrittenRecord(transform.targetType(), WrittenAnswers.id(answer), Optional.empty()), answer.facts());
    }

    @Override
    public Answer<Fields> run(CallScope scope, RecordAction action) {
        Place place =
                SuiteTalk.record(action.type(), action.id()).then("@" + RecordNames.word("action", action.action()));
        RestAnswer answer = suiteTalk.call(
                scope,
                SuiteTalk.write(scope, "action", RetrySafety.ACTION, "POST", place)
                        .about(action.type(), action.id())
                        .withBody(action.parameters())
                        .succeedingWith(Set.of(200, 204)));
        Fields told = answer.body().isObject() ? Slimming.slim(JsonCodec.fields(answer.body())) : Fields.empty();
        return new Answer<>(told, answer.facts());
    }

    @Override
    public Answer<RecordLink> attach(CallScope scope, RecordLink link) {
        return tie(scope, link, "!attach", link.attributes());
    }

    @Override
    public Answer<RecordLink> detach(CallScope scope, RecordLink link) {
        return tie(scope, link, "!detach", Fields.empty());
    }

    private Answer<RecordLink> tie(CallScope scope, RecordLink link, String verb, Fields attributes) {
        Place place = SuiteTalk.record(link.type(), link.id())
                .then(verb, RecordNames.attachable(link.otherType()), RecordNames.id(link.otherId()));
        RestRequest request = SuiteTalk.write(scope, "link", RetrySafety.WRITE, "POST", place)
                .about(link.type(), link.id())
                .succeedingWith(Set.of(200, 204));
        RestAnswer answer = suiteTalk.call(scope, attributes.isEmpty() ? request : request.withBody(attributes));
        return new Answer<>(link, answer.facts());
    }
}
