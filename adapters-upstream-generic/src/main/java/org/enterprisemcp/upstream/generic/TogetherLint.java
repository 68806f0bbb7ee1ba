package org.enterprisemcp.upstream.generic;

import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.upstream.generic.Operation.IfMatch;

/** Checks what the operations of a descriptor need of each other. */
final class TogetherLint {

    private final Section root;
    private final Map<String, Operation> operations;

    TogetherLint(Section root, Map<String, Operation> operations) {
        this.root = root;
        this.operations = operations;
    }

    void check() {
        boolean readsEtag = find("read").flatMap(read -> read.reply().etag()).isPresent();
        for (String name : new String[] {"update", "delete"}) {
            find(name)
                    .map(operation -> operation.ask().ifMatch())
                    .filter(condition -> (condition == IfMatch.ETAG || condition == IfMatch.ETAG_OR_ANY) && !readsEtag)
                    .ifPresent(_ -> root.section(name)
                            .orElseThrow()
                            .problem("ifMatch", "needs the record's version: read must say by etag where it stands"));
        }
        if (find("upsert").filter(upsert -> needsEtag(upsert)).isPresent()) {
            root.section("upsert").orElseThrow().problem("ifMatch", "must be none or any for an upsert");
        }
        if (find("query").isPresent()
                && find("query").filter(Operation::isTyped).isEmpty()
                && find("list").filter(Operation::takesQuery).isPresent()) {
            root.section("list").orElseThrow().warning("params", "takes a query, which search_records passes as q");
        }
        boolean typesAreTold =
                root.section("types").filter(it -> it.has("allow")).isPresent()
                        || root.section("guide")
                                .filter(it -> it.has("recordTypeExamples"))
                                .isPresent();
        if (find("describe").isPresent() && find("types-list").isEmpty() && !typesAreTold) {
            root.problem(
                    "describe", "needs the names of types: by types-list, types.allow or guide.recordTypeExamples");
        }
        if (find("types-list").isPresent() && find("describe").isEmpty()) {
            root.problem("types-list", "needs describe beside it: who lists types must be able to describe one");
        }
    }

    private static boolean needsEtag(Operation operation) {
        return operation.ask().ifMatch() == IfMatch.ETAG || operation.ask().ifMatch() == IfMatch.ETAG_OR_ANY;
    }

    private Optional<Operation> find(String name) {
        return Optional.ofNullable(operations.get(name));
    }
}
