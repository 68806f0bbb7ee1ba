package org.enterprisemcp.domain.port;

import java.util.List;
import java.util.Objects;

/**
 * What an assistant should know of this upstream, as plain data: the MCP adapter turns it into descriptions and texts and
 * knows no upstream by name.
 *
 * @param title the system's name for people: {@code Plain REST API}
 * @param queryLanguage the name of its query language: {@code SQL}, {@code SOQL}
 * @param queryNotes dialect rules worth knowing before the first query, one sentence each; may be empty
 * @param queryExamples queries that work, may be empty
 * @param recordTypeExamples names of record types, may be empty
 * @param accountNotes what an account id looks like here; empty where the upstream has no accounts
 */
public record UpstreamGuide(
        String title,
        String queryLanguage,
        List<String> queryNotes,
        List<String> queryExamples,
        List<String> recordTypeExamples,
        String accountNotes) {

    public UpstreamGuide {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(queryLanguage, "queryLanguage");
        queryNotes = List.copyOf(queryNotes);
        queryExamples = List.copyOf(queryExamples);
        recordTypeExamples = List.copyOf(recordTypeExamples);
        Objects.requireNonNull(accountNotes, "accountNotes");
    }
}
