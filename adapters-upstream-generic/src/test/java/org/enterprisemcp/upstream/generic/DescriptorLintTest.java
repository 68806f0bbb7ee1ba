package org.enterprisemcp.upstream.generic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.enterprisemcp.upstream.rest.OutcomeKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a descriptor of the right shape may still not say. */
class DescriptorLintTest {

    private static final String HEAD = """
            descriptor: 1
            name: own
            baseUrl: "https://api.example.com/"
            auth: { kind: none }
            """;

    private static Problems judged(String yaml) {
        Problems problems = new Problems("own.yaml");
        DescriptorReader.read(yaml, problems);
        return problems;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Nothing may hit every record.
                "read: { method: GET, path: '{type}', params: { id: { template: '{id}' } } } | read.expectOne: is needed",
                "update: { method: PATCH, path: '{type}', params: { id: { template: 'eq.{id}' } } } | update.expectOne: is needed",
                "delete: { method: GET, path: '{type}/{id}' } | delete.method: must not be GET",
                "upsert: { method: PUT, path: '{type}' } | upsert.path: must hold {keyValue} or {id}",
                "upsert: { method: PUT, path: '{type}/{id}/{keyValue}' } | upsert.path: must hold one of",
                // A version is needed where one is asked for.
                "update: { method: PATCH, path: '{type}/{id}', ifMatch: etag } | update.ifMatch: needs the record's version",
                "upsert: { method: PUT, path: '{type}/{id}', ifMatch: etag } | upsert.ifMatch: must be none or any",
                // A query is taken once, and a body where there is one.
                "query: { method: GET, path: q } | query.params: must take the query once",
                "query: { method: GET, path: q, body: { from: query } } | query.body: does not go with the method GET",
                "query: { method: POST, safe: true, path: q, body: { from: query, as: string } } | query.body: must be { as: json }",
                "query: { method: POST, path: q, body: { from: query } } | query.safe: must be true",
                "list: { method: GET, path: q, page: { cursor: { body: /a, bodyParam: /b } } } | list.page: holds a bodyParam",
                // Pages are complete.
                "list: { method: GET, path: q, page: { cursor: { param: p } } } | list.page.cursor: must hold one of body, header",
                "list: { method: GET, path: q, page: { offset: {} } } | list.page.offset: must hold one of param, bodyParam",
                "list: { method: GET, path: q, page: { offset: { param: a, bodyParam: /a } } } | list.page.offset: must hold one",
                "list: { method: GET, path: q, page: { next: /n, cursor: { body: /a, param: p } } } | list.page.next: may stand",
                "list: { method: GET, path: q, page: { lastItem: { pointer: /id, param: p } } } | list.page.lastItem.more: is missing",
                "list: { method: GET, path: q, page: { inQuery: false } } | list.page.inQuery: must be true",
                "list: { method: GET, path: q, page: { next: /n, size: { param: s, default: 9, max: 5 } } } | list.page.size: has a default",
                "list: { method: GET, path: q, headers: { P: 'n={limit}' }, page: { next: /n } } | list.page.size: with a default",
                // A field that does nothing misleads.
                "read: { method: GET, path: '{type}/{id}', wrap: /a } | read.wrap: has no meaning in read",
                "create: { method: POST, path: '{type}', page: { next: /n } } | create.page: has no meaning in create",
                "read: { method: GET, path: '{type}/{id}', params: { q: { from: query } } } | read.params.q.from: a read has no query",
                "create: { method: POST, path: '{type}', params: { f: { from: fields } } } | create.params.f.from: a create has no",
                "list: { method: GET, path: q, params: { a: { value: b, style: csv } } } | list.params.a.style: belongs to",
                "list: { method: GET, path: q, total: { header: T, unit: seconds } } | list.total.unit: belongs to times",
                // No secret stands in a file.
                "headers: { X-Api-Key: abc } | headers: X-Api-Key would put a secret into the file",
                "create: { method: POST, path: '{type}', headers: { Authorization: abc } } | create.headers: Authorization would",
                "create: { method: POST, path: '{type}', headers: { X: '{id}' } } | create.headers: X must be printable",
                // Names stay names.
                "ids: { pattern: '[^/]+' } | ids.pattern: must not let",
                "ids: { pattern: 'k=.+' } | ids.pattern: must not let",
                "ids: { keyPattern: '.+' } | ids.keyPattern: must not let",
                "types: { pattern: '[a-z()]+' } | types.pattern: must not let",
                // Times, errors, types.
                "throttle: { usage: /a } | throttle.usage: must be a header with a regex",
                "throttle: { retryAfter: { header: R, unit: hours } } | throttle.retryAfter.unit: must be one of seconds",
                "errors: { map: [ { when: { body: { a: [1] } }, kind: SERVER } ] } | errors.map[0].when.body",
                "describe: { method: GET, path: '{type}' } | describe: needs the names of types",
                "types-list: { method: GET, path: m } | types-list: needs describe",
                "retry: { jitter: 2 } | retry.jitter: must be a number from 0 to 1",
                "retry: { waits: [1,1,1,1,1,1,1] } | retry.waits: must hold at most 6 elements",
                "limits: { maxPages: 0 } | limits.maxPages: must be a whole number from 1 to 100",
                "use: { customiser: a } | use.customiser: is no field"
            })
    void refuses(String yaml, String problem) {
        assertThat(judged(HEAD + yaml + "\n").found())
                .anySatisfy(found -> assertThat(found).startsWith("own.yaml:5: " + problem));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ kind: bearer, secret: abc-def } | auth.secret: must be the name of an environment variable",
                "{ kind: none, secret: A_KEY } | auth.secret: belongs to the kinds bearer and basic",
                "{ kind: bearer, username: A_KEY } | auth.username: belongs to the kind basic",
                "{ kind: bearer, tokenUrl: 'https://a.example/' } | auth.tokenUrl: belongs to the kind oauth",
                "{ kind: oauth } | auth.authorizeUrl: is missing",
                "{ kind: headers, also: [ { header: apikey, value: abc } ] } | auth.also[0].value: would put a secret",
                "{ kind: headers, also: [ { header: X-Tenant } ] } | auth.also[0]: must hold one of value, secret",
                "{ kind: headers, also: [ { header: Host, secret: A_KEY } ] } | auth.also[0].header: Host is no header",
                "{ kind: bearer, expired: {} } | auth.expired: must name a status"
            })
    void refusesAWayInThatCouldNotWork(String auth, String problem) {
        assertThat(judged(HEAD.replace("{ kind: none }", auth) + "read: { method: GET, path: \"{type}/{id}\" }\n")
                        .found())
                .anySatisfy(found -> assertThat(found).startsWith("own.yaml:4: " + problem));
    }

    @Test
    void warnsOfAnUpdateThatMayCreate() {
        Problems problems = judged(HEAD + "update: { method: PATCH, path: \"{type}({id})\" }\n");

        assertThat(problems.found()).isEmpty();
        assertThat(problems.warnings())
                .singleElement()
                .asString()
                .startsWith("own.yaml:5: update.ifMatch: is none: an OData server may create");
    }

    @Test
    void namesTheLineOfEachMistakeInALongFile() {
        assertThat(judged(HEAD + """
                read:
                  method: GET
                  path: "{type}/{id}"
                  recrod: /data
                errors:
                  map:
                    - when: { status: [409] }
                      kind: DUPLICATE
                    - when: { status: [10] }
                      kind: CONFLICT
                """).found())
                .containsExactly(
                        "own.yaml:8: read.recrod: is no field of a descriptor here; known are method, path, params, rawParams, "
                                + "headers, body, wrap, success, id, record, etag, created, ambiguous, ifMatch, mode, "
                                + "idempotencyHeader, expectOne, key, items, total, language, safe, name, label, kind, kinds, "
                                + "choices, refersTo, traits, page",
                        "own.yaml:13: errors.map[1].when.status[0]: must be a whole number from 100 to 599");
    }

    @Test
    void isClosedEverywhere() throws IOException {
        List<String> open = new ArrayList<>();
        walk(schema(), "", open);

        assertThat(open).isEmpty();
    }

    @Test
    void knowsTheKindsOfOutcomeThatTheEngineKnows() throws IOException {
        List<String> kinds = new ArrayList<>();
        schema().at("/properties/errors/properties/map/items/properties/kind/enum")
                .forEach(kind -> kinds.add(kind.asText()));

        assertThat(new TreeSet<>(kinds))
                .isEqualTo(new TreeSet<>(
                        Stream.of(OutcomeKind.values()).map(Enum::name).toList()));
    }

    @Test
    void knowsTheOperationsThatTheReaderKnows() throws IOException {
        JsonNode properties = schema().path("properties");

        assertThat(OperationReader.NAMES)
                .allMatch(name -> properties.path(name).path("$ref").asText().equals("#/$defs/op"));
    }

    /** A mapping is closed, or holds names of the file's own. */
    private static void walk(JsonNode node, String path, List<String> open) {
        if (node.has("properties") && !node.path("additionalProperties").isBoolean()) {
            open.add(path);
        }
        node.properties().forEach(entry -> walk(entry.getValue(), path + "/" + entry.getKey(), open));
    }

    private static JsonNode schema() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(Shape.class.getResourceAsStream("descriptor.schema.json"), "the schema")) {
            return new ObjectMapper().readTree(in);
        }
    }
}
