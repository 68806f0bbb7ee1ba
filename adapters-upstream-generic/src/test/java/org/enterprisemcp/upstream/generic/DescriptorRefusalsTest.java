package org.enterprisemcp.upstream.generic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A descriptor that is wrong refuses to start, and says in which line, which field, and how to mend it. */
class DescriptorRefusalsTest {

    private static final String HEAD = """
            descriptor: 1
            name: own
            baseUrl: "https://api.example.com/"
            auth: { kind: none }
            """;

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(
                        "colour: red",
                        "own.yaml:5: colour: is no field of a descriptor here; known are descriptor, name"),
                mistake(
                        "read: { method: GET, path: \"{type}/{id}\", sucess: [200] }",
                        "own.yaml:5: read.sucess: is no field"),
                mistake("name: again", "own.yaml:5: name: stands here twice"),
                mistake(
                        "read: { method: FETCH, path: \"{type}/{id}\" }",
                        "own.yaml:5: read.method: must be one of GET, POST"),
                mistake("read: { path: \"{type}/{id}\" }", "own.yaml:5: read.method: is missing"),
                mistake("read: { method: GET, path: \"{type}\" }", "own.yaml:5: read.path: must hold {id}"),
                mistake(
                        "delete: { method: DELETE, path: \"{type}\", params: { id: { template: \"eq.{id}\" } } }",
                        "own.yaml:5: delete.expectOne: is needed where {id} is a parameter"),
                mistake("read: { method: GET, path: \"/{type}/{id}\" }", "own.yaml:5: read.path: must be relative"),
                mistake("read: { method: GET, path: \"../{type}/{id}\" }", "own.yaml:5: read.path: must be relative"),
                mistake("read: { method: GET, path: \"{type}/{id}?a=b\" }", "own.yaml:5: read.path: must be relative"),
                mistake("read: { method: GET, path: \"{+type}/{id}\" }", "own.yaml:5: read.path: holds a stray brace"),
                mistake(
                        "read: { method: GET, path: \"{tenant}/{id}\" }",
                        "own.yaml:5: read.path: may only hold the places {account}, {type}, {id}"),
                mistake(
                        "update: { method: PUT, path: \"{type}/{id}\" }",
                        "own.yaml:5: update.mode: must be merge or replace"),
                mistake(
                        "update: { method: PUT, path: \"{type}/{id}\", mode: patch }",
                        "own.yaml:5: update.mode: must be one of merge, replace"),
                mistake(
                        "read: { method: GET, path: \"{type}/{id}\", record: data }",
                        "own.yaml:5: read.record: must be a JSON pointer"),
                mistake(
                        "read: { method: GET, path: \"{type}/{id}\", success: 200 }",
                        "own.yaml:5: read.success: must be a list"),
                mistake(
                        "read: { method: GET, path: \"{type}/{id}\", success: [999] }",
                        "own.yaml:5: read.success[0]: must be a whole number from 100 to 599"),
                mistake("ids: { pattern: \"[a-z\" }", "own.yaml:5: ids.pattern: is no regular expression"),
                mistake(
                        "ids: { pattern: \".*\" }",
                        "own.yaml:5: ids.pattern: must not let / ? # % ( ) \\ and blanks through"),
                mistake(
                        "headers: { Authorization: \"Bearer abc\" }",
                        "own.yaml:5: headers: Authorization would put a secret into the file"),
                mistake(
                        "headers: { Host: \"evil.example\" }",
                        "own.yaml:5: headers: Host is no header that a descriptor may set"),
                mistake(
                        "headers: { X-Version: 4.0 }",
                        "own.yaml:5: headers.X-Version: must be a text; put it in quotes, but is a decimal number"),
                mistake(
                        "vars: { region: \"eu/../x\" }",
                        "own.yaml:5: vars: region has a value that does not fit into a URL"),
                mistake(
                        "query: { method: GET, path: query, params: {} }",
                        "own.yaml:5: query.params: must take the query once"),
                mistake(
                        "query: { method: POST, path: query, params: { q: { from: query } } }",
                        "own.yaml:5: query.safe: must be true"),
                mistake(
                        "query: { method: GET, path: q, params: { q: { from: query } }, page: { number: { param: p } } }",
                        "own.yaml:5: query.page.size: with param and default is needed"),
                mistake(
                        "query: { method: GET, path: q, params: { q: { from: query } }, page: { size: { param: p } } }",
                        "own.yaml:5: query.page: must hold one of next, cursor, offset, number, lastItem, inQuery"),
                mistake(
                        "query: { method: GET, path: q, params: { q: { from: query } }, total: { header: T, regex: \"a(b)(c)\" } }",
                        "own.yaml:5: query.total.regex: belongs to a header and must have exactly one group"),
                mistake(
                        "query: { method: GET, path: q, params: { q: { from: query } }, total: { header: T, body: /x } }",
                        "own.yaml:5: query.total: must hold one of body, header, link"),
                mistake(
                        "errors: { map: [ { when: { status: [500] }, kind: OOPS } ] }",
                        "own.yaml:5: errors.map[0].kind: must be one of VALIDATION, AUTH"),
                mistake(
                        "errors: { map: [ { when: { status: [500] }, kind: OUTCOME_UNKNOWN } ] }",
                        "own.yaml:5: errors.map[0].kind: must be one of"),
                mistake(
                        "errors: { map: [ { when: {}, kind: SERVER } ] }",
                        "own.yaml:5: errors.map[0].when: must name a status"),
                mistake(
                        "errors: { map: [ { when: { op: [insert] }, kind: SERVER } ] }",
                        "own.yaml:5: errors.map[0].when.op[0]: must be one of create, read"),
                mistake("read: &a { method: GET, path: \"{type}/{id}\" }\ndelete: *a", "own.yaml:6: delete: aliases"),
                mistake("read: { method: GET", "is no YAML that can be read"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void namesTheLineTheFieldAndTheFix(String yaml, String problem) {
        assertThat(problemsOf(HEAD + yaml + "\n"))
                .anySatisfy(found -> assertThat(found).contains(problem));
    }

    @Test
    void namesSeveralMistakesAtOnce() {
        List<String> problems = problemsOf("""
                descriptor: 2
                name: Own Upstream
                baseUrl: "https://api.example.com"
                auth: { kind: magic }
                read: { method: GET, path: "{type}" }
                """);

        assertThat(problems)
                .contains(
                        "own.yaml:1: descriptor: must be 1",
                        "own.yaml:2: name: must be lower-case letters, digits and hyphens, beginning with a letter",
                        "own.yaml:3: baseUrl: must be a URL that ends with a slash, so that paths can follow it",
                        "own.yaml:4: auth.kind: must be one of oauth, bearer, basic, headers, none",
                        "own.yaml:5: read.path: must hold {id}: without it every record would be meant");
    }

    @Test
    void namesWhatIsMissing() {
        assertThat(problemsOf("vars: {}\n"))
                .contains(
                        "own.yaml:1: descriptor: is missing; the file begins with descriptor: 1",
                        "own.yaml:1: name: is missing; write name: followed by its value",
                        "own.yaml:1: baseUrl: is missing; write baseUrl: followed by its value",
                        "own.yaml:1: auth: is missing; write auth: { kind: none } if the upstream lets everybody in");
    }

    @Test
    void neverEchoesAValue() {
        assertThat(problemsOf(HEAD + "headers: { X-Api-Key: \"hunter2hunter2\" }\n")
                        .toString())
                .doesNotContain("hunter2");
    }

    private static Arguments mistake(String yaml, String problem) {
        return Arguments.of(yaml, problem);
    }

    private static List<String> problemsOf(String yaml) {
        Problems problems = new Problems("own.yaml");
        DescriptorReader.read(yaml, problems);
        return problems.found();
    }
}
