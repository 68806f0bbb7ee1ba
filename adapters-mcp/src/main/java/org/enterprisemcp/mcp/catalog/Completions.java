package org.enterprisemcp.mcp.catalog;

import java.util.List;
import java.util.Optional;
import org.enterprisemcp.application.UseCases;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.metadata.FieldDescription;
import org.enterprisemcp.domain.metadata.QueryTable;
import org.enterprisemcp.domain.metadata.RecordDescriptionRequest;
import org.enterprisemcp.domain.metadata.RecordTypes;
import org.enterprisemcp.domain.port.CallOrigin;
import org.enterprisemcp.domain.port.CallRequest;
import org.enterprisemcp.domain.port.UpstreamGuide.Argument;
import org.enterprisemcp.domain.port.UpstreamGuide.Names;
import org.enterprisemcp.domain.port.UpstreamGuide.Prompt;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.token.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Offers the names that exist while somebody types one. What cannot be had is not offered; that is never an error. */
final class Completions {

    private static final Logger LOG = LoggerFactory.getLogger(Completions.class);
    private static final String RECORD_TYPE = "record_type";
    private static final int MANY = 10_000;

    private final UseCases uses;

    Completions(UseCases uses) {
        this.uses = uses;
    }

    /** The names for an argument of a prompt. */
    List<String> forArgument(Prompt prompt, Caller caller, Completer.Request request) {
        Names names = prompt.arguments().stream()
                .filter(known -> known.name().equals(request.argument()))
                .map(Argument::names)
                .findFirst()
                .orElse(Names.ANYTHING);
        Optional<String> type = prompt.arguments().stream()
                .filter(known -> known.names() == Names.RECORD_TYPE)
                .map(known -> request.others().getOrDefault(known.name(), ""))
                .filter(given -> !given.isBlank())
                .findFirst();
        return names(caller, names, request, type);
    }

    /** The names for a variable of a resource's URI. */
    List<String> forVariable(Caller caller, Completer.Request request) {
        Names names = request.argument().equals(RECORD_TYPE) ? Names.RECORD_TYPE : Names.ANYTHING;
        return names(caller, names, request, Optional.empty());
    }

    private List<String> names(Caller caller, Names kind, Completer.Request request, Optional<String> type) {
        String typed = request.typed();
        CallRequest call = CallRequest.plain().from(CallOrigin.of(request.span()));
        Optional<String> search = typed.isBlank() ? Optional.empty() : Optional.of(typed);
        try {
            return switch (kind) {
                case ANYTHING -> List.of();
                case RECORD_TYPE -> recordTypes(caller, call, search);
                case FIELD ->
                    type.map(known -> fields(caller, call, search, known)).orElse(List.of());
                case QUERY_TABLE -> tables(caller, call, search);
            };
        } catch (McpServerException notNow) {
            return List.of();
        } catch (RuntimeException mistake) {
            LOG.error("no names of kind {} could be offered", kind, mistake);
            return List.of();
        }
    }

    private List<String> recordTypes(Caller caller, CallRequest call, Optional<String> search) {
        return uses.listRecordTypes().stream()
                .map(use -> use.handle(caller, call, search, MANY).value())
                .flatMap(types -> types.types().stream())
                .map(RecordTypes.Entry::name)
                .toList();
    }

    private List<String> fields(Caller caller, CallRequest call, Optional<String> search, String type) {
        RecordDescriptionRequest wanted = new RecordDescriptionRequest(
                new RecordType(type), search, RecordDescriptionRequest.Include.ALL, Optional.empty());
        return uses.describeRecord().stream()
                .map(use -> use.handle(caller, call, wanted).value())
                .flatMap(description -> description.fields().stream())
                .map(FieldDescription::name)
                .toList();
    }

    private List<String> tables(Caller caller, CallRequest call, Optional<String> search) {
        return uses.describeQueryTables().stream()
                .flatMap(use -> use.handle(caller, call, Optional.empty(), search).value().stream())
                .map(QueryTable::name)
                .toList();
    }
}
