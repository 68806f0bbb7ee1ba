package org.enterprisemcp.acceptance.conformance;

import java.util.List;
import org.enterprisemcp.mcp.catalog.McpResource;
import org.enterprisemcp.mcp.catalog.Reply;
import org.enterprisemcp.mcp.catalog.ResourceContents;

/** Resources by the URIs that the suites know. */
final class FixtureResources {

    static final String WATCHED = "test://watched-resource";

    private FixtureResources() {}

    static List<McpResource> all() {
        return List.of(
                text("test://static-text", "static-text", "This is the content of the static text resource."),
                McpResource.of(
                        "test://static-binary",
                        "static-binary",
                        "A picture.",
                        "image/png",
                        (caller, request, context) -> Reply.complete(
                                List.of(new ResourceContents.Blob(request.uri(), "image/png", Samples.PNG)))),
                text(WATCHED, "watched-resource", "This may be watched."),
                McpResource.of(
                        "test://template/{id}/data",
                        "template",
                        "Data of an id.",
                        "application/json",
                        (caller, request, context) -> {
                            String id = request.variables().getOrDefault("id", "");
                            return Reply.complete(List.of(new ResourceContents.Text(
                                    request.uri(),
                                    "application/json",
                                    JsonText.object("{\"templateTest\":true}")
                                            .put("id", id)
                                            .put("data", "Data for ID: " + id)
                                            .toString())));
                        }));
    }

    private static McpResource text(String uri, String name, String text) {
        return McpResource.of(
                uri,
                name,
                "A text.",
                "text/plain",
                (caller, request, context) ->
                        Reply.complete(List.of(new ResourceContents.Text(request.uri(), "text/plain", text))));
    }
}
