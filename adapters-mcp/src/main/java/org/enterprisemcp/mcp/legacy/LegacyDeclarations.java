package org.enterprisemcp.mcp.legacy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpServerFeatures.SyncCompletionSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CompleteReference;
import io.modelcontextprotocol.spec.McpSchema.CompleteResult;
import io.modelcontextprotocol.spec.McpSchema.PromptReference;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.ResourceReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.enterprisemcp.mcp.JsonCodec;
import org.enterprisemcp.mcp.JsonRpcCodes;
import org.enterprisemcp.mcp.catalog.CallContext;
import org.enterprisemcp.mcp.catalog.CallRefusal;
import org.enterprisemcp.mcp.catalog.Completer;
import org.enterprisemcp.mcp.catalog.McpCatalog;
import org.enterprisemcp.mcp.catalog.McpPrompt;
import org.enterprisemcp.mcp.catalog.McpResource;
import org.enterprisemcp.mcp.catalog.McpTool;
import org.enterprisemcp.mcp.catalog.Reply;

/** The catalog in the terms of the SDK. */
final class LegacyDeclarations {

    private static final TypeReference<Map<String, Object>> SCHEMA = new TypeReference<>() {};
    private static final int MOST_COMPLETIONS = 100;

    private final JsonCodec codec;

    LegacyDeclarations(JsonCodec codec) {
        this.codec = codec;
    }

    SyncToolSpecification tool(McpTool tool) {
        McpSchema.Tool.Builder declared = McpSchema.Tool.builder(
                        tool.name(), schema(withoutHeaders(tool.inputSchema())))
                .title(tool.title())
                .description(tool.description());
        tool.outputSchema().ifPresent(schema -> declared.outputSchema(schema(schema)));
        tool.annotations()
                .ifPresent(annotations -> declared.annotations(McpSchema.ToolAnnotations.builder()
                        .title(tool.title())
                        .readOnlyHint(annotations.readOnly())
                        .destructiveHint(annotations.destructive())
                        .idempotentHint(annotations.idempotent())
                        .openWorldHint(annotations.openWorld())
                        .build()));
        return new SyncToolSpecification(
                declared.build(),
                (exchange, sent) -> LegacyContents.toolResult(answer(
                        exchange.transportContext(),
                        (call, context) -> tool.call(call.caller(), call.arguments(), context))));
    }

    SyncResourceSpecification resource(McpResource resource) {
        McpSchema.Resource declared = McpSchema.Resource.builder(resource.uri(), resource.name())
                .title(resource.title())
                .description(resource.description())
                .mimeType(resource.mimeType())
                .build();
        return new SyncResourceSpecification(
                declared, (exchange, request) -> read(resource, exchange.transportContext(), request.uri()));
    }

    SyncResourceTemplateSpecification template(McpResource resource) {
        McpSchema.ResourceTemplate declared = McpSchema.ResourceTemplate.builder(resource.uri(), resource.name())
                .title(resource.title())
                .description(resource.description())
                .mimeType(resource.mimeType())
                .build();
        return new SyncResourceTemplateSpecification(
                declared, (exchange, request) -> read(resource, exchange.transportContext(), request.uri()));
    }

    SyncPromptSpecification prompt(McpPrompt prompt) {
        McpSchema.Prompt declared = McpSchema.Prompt.builder(prompt.name())
                .title(prompt.title())
                .description(prompt.description())
                .arguments(prompt.arguments().stream()
                        .map(argument -> McpSchema.PromptArgument.builder(argument.name())
                                .description(argument.description())
                                .required(argument.required())
                                .build())
                        .toList())
                .build();
        return new SyncPromptSpecification(
                declared,
                (exchange, request) -> LegacyContents.promptResult(answer(
                        exchange.transportContext(),
                        (call, context) -> prompt.handler().get(call.caller(), texts(request.arguments()), context))));
    }

    List<SyncCompletionSpecification> completions(McpCatalog catalog) {
        List<SyncCompletionSpecification> all = new ArrayList<>();
        catalog.prompts()
                .forEach(prompt -> all.add(completion(new PromptReference(prompt.name()), prompt.completer())));
        catalog.resources().stream()
                .filter(McpResource::isTemplate)
                .forEach(resource -> all.add(completion(new ResourceReference(resource.uri()), resource.completer())));
        return all;
    }

    private static ReadResourceResult read(McpResource resource, McpTransportContext context, String uri) {
        return LegacyContents.readResult(answer(context, (call, told) -> resource.read(call.caller(), uri, told)));
    }

    private static <T> T answer(McpTransportContext context, BiFunction<LegacyCall, CallContext, Reply<T>> handler) {
        LegacyCall call = LegacyServer.callOf(context);
        try {
            return call.complete(told -> handler.apply(call, told));
        } catch (CallRefusal refusal) {
            throw McpError.builder(code(refusal))
                    .message(refusal.reason())
                    .data(refusal.data())
                    .build();
        }
    }

    /** Codes that came with the stateless revisions would tell these clients nothing. */
    private static int code(CallRefusal refusal) {
        return refusal.code() == JsonRpcCodes.MISSING_REQUIRED_CLIENT_CAPABILITY
                ? JsonRpcCodes.INVALID_REQUEST
                : refusal.code();
    }

    private Map<String, Object> schema(ObjectNode schema) {
        return codec.mapper().convertValue(schema, SCHEMA);
    }

    /** Sessions have no such headers, and some models' interfaces refuse a schema with a word that they do not know. */
    private static ObjectNode withoutHeaders(ObjectNode schema) {
        if (schema.findValue("x-mcp-header") == null) {
            return schema;
        }
        ObjectNode plain = schema.deepCopy();
        plain.findParents("x-mcp-header").forEach(parent -> ((ObjectNode) parent).remove("x-mcp-header"));
        return plain;
    }

    private static Map<String, String> texts(Map<String, Object> arguments) {
        Map<String, String> given = new HashMap<>();
        Optional.ofNullable(arguments)
                .ifPresent(known -> known.forEach((name, value) -> {
                    if (value != null) {
                        given.put(name, String.valueOf(value));
                    }
                }));
        return given;
    }

    private static SyncCompletionSpecification completion(CompleteReference reference, Completer completer) {
        return new SyncCompletionSpecification(reference, (exchange, request) -> {
            LegacyCall call = LegacyServer.callOf(exchange.transportContext());
            Map<String, String> others = Optional.ofNullable(request.context())
                    .flatMap(context -> Optional.ofNullable(context.arguments()))
                    .orElse(Map.of());
            List<String> all = completer.complete(
                    call.caller(),
                    new Completer.Request(
                            request.argument().name(),
                            request.argument().value(),
                            new LinkedHashMap<>(others),
                            call.span()));
            List<String> shown = all.subList(0, Math.min(MOST_COMPLETIONS, all.size()));
            return new CompleteResult(
                    new CompleteResult.CompleteCompletion(shown, all.size(), shown.size() < all.size()));
        });
    }
}
