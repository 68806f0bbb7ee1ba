package org.enterprisemcp.domain.port;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What an assistant should know of this upstream, as plain data: the MCP adapter turns it into descriptions, schema properties,
 * resources and prompts, and knows no upstream by name.
 *
 * @param title the system's name for people: {@code Plain REST API}
 * @param queryLanguage the name of its query language: {@code SQL}, {@code SOQL}
 * @param queryNotes dialect rules worth knowing before the first query, one sentence each; may be empty
 * @param queryExamples queries that work, may be empty
 * @param recordTypeExamples names of record types, may be empty
 * @param accountNotes what an account id looks like here; empty where the upstream has no accounts
 * @param operations what is special about an operation here, by the name of its use case: {@code create_record}
 * @param pages texts worth reading, may be empty
 * @param prompts tasks worth offering, may be empty
 */
public record UpstreamGuide(
        String title,
        String queryLanguage,
        List<String> queryNotes,
        List<String> queryExamples,
        List<String> recordTypeExamples,
        String accountNotes,
        Map<String, Operation> operations,
        List<Page> pages,
        List<Prompt> prompts) {

    private static final Operation ORDINARY = new Operation(List.of(), List.of(), List.of());

    public UpstreamGuide {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(queryLanguage, "queryLanguage");
        queryNotes = List.copyOf(queryNotes);
        queryExamples = List.copyOf(queryExamples);
        recordTypeExamples = List.copyOf(recordTypeExamples);
        Objects.requireNonNull(accountNotes, "accountNotes");
        operations = Map.copyOf(operations);
        pages = List.copyOf(pages);
        prompts = List.copyOf(prompts);
    }

    /** A guide to an upstream whose operations are ordinary and that has neither pages nor prompts. */
    public UpstreamGuide(
            String title,
            String queryLanguage,
            List<String> queryNotes,
            List<String> queryExamples,
            List<String> recordTypeExamples,
            String accountNotes) {
        this(
                title,
                queryLanguage,
                queryNotes,
                queryExamples,
                recordTypeExamples,
                accountNotes,
                Map.of(),
                List.of(),
                List.of());
    }

    /** What is special about an operation. */
    public Operation operation(String useCase) {
        return operations.getOrDefault(useCase, ORDINARY);
    }

    /**
     * What is special about an operation of this upstream.
     *
     * @param notes sentences that a model should read before it calls
     * @param examples arguments that work, each one JSON object
     * @param options arguments beyond those that every upstream has
     */
    public record Operation(List<String> notes, List<String> examples, List<Option> options) {
        public Operation {
            notes = List.copyOf(notes);
            examples = List.copyOf(examples);
            options = List.copyOf(options);
        }
    }

    /**
     * An argument that only this upstream knows; it may always be left out.
     *
     * @param name its name in snake case
     * @param kind what it holds
     * @param description what it does, for a model; names the default
     */
    public record Option(String name, Kind kind, String description) {
        public Option {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(description, "description");
        }

        /** What an option holds. */
        public enum Kind {
            /** True or false. */
            FLAG,
            /** A text. */
            TEXT,
            /** A whole number above 0. */
            NUMBER,
            /** A list of texts. */
            TEXTS,
            /** A list of texts, numbers, booleans and nulls. */
            VALUES
        }
    }

    /**
     * A text that an assistant can read when it needs it.
     *
     * @param name its name in URIs: lower case, digits and hyphens
     * @param title its name for people
     * @param description when to read it, one sentence
     * @param markdown the text
     */
    public record Page(String name, String title, String description, String markdown) {
        public Page {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(title, "title");
            Objects.requireNonNull(description, "description");
            Objects.requireNonNull(markdown, "markdown");
        }
    }

    /**
     * A task that a person can start by its name.
     *
     * @param name its name in snake case
     * @param title its name for people
     * @param description what it does, one sentence
     * @param arguments what it asks for
     * @param text the instruction, with {@code {argument}} where a value goes
     */
    public record Prompt(String name, String title, String description, List<Argument> arguments, String text) {
        public Prompt {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(title, "title");
            Objects.requireNonNull(description, "description");
            arguments = List.copyOf(arguments);
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * Something that a prompt asks for.
     *
     * @param name its name in snake case
     * @param description what to fill in
     * @param required whether the prompt makes no sense without it
     * @param names what kind of name it is, so that a client can offer those that exist
     */
    public record Argument(String name, String description, boolean required, Names names) {
        public Argument {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(description, "description");
            Objects.requireNonNull(names, "names");
        }
    }

    /** What an argument may name. */
    public enum Names {
        /** Anything; nothing can be offered. */
        ANYTHING,
        RECORD_TYPE,
        /** A field of the record type that another argument names. */
        FIELD,
        /** A table of the query language. */
        QUERY_TABLE
    }
}
