package org.enterprisemcp.mcp;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpServerFeatures.SyncCompletionSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CompleteReference;
import io.modelcontextprotocol.spec.McpSchema.CompleteRequest;
import io.modelcontextprotocol.spec.McpSchema.CompleteResult;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.PromptArgument;
import io.modelcontextprotocol.spec.McpSchema.PromptMessage;
import io.modelcontextprotocol.spec.McpSchema.PromptReference;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.ResourceReference;
import io.modelcontextprotocol.spec.McpSchema.ResourceTemplate;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.domain.error.AuthenticationException;
import org.enterprisemcp.domain.error.ConfigurationException;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.error.RecordException;
import org.enterprisemcp.domain.error.UpstreamException;
import org.enterprisemcp.domain.port.UpstreamGuide.Prompt;
import org.enterprisemcp.domain.token.Caller;

/** The catalog's resources, prompts and completions in the terms of the SDK; tools are the business of {@link LegacyServer}. */
final class LegacyDeclarations {

    private static final int MOST_COMPLETIONS = 100;

    /** The code for what went wrong on the way to the upstream; the specification leaves it to servers. */
    private static final int UPSTREAM_FAILED = -32000;

    private final McpCatalog catalog;

    LegacyDeclarations(McpCatalog catalog) {
        this.catalog = catalog;
    }

    List<SyncResourceSpecification> resources() {
        return catalog.resources().all().stream()
                .filter(resource -> !resource.isTemplate())
                .map(resource -> new SyncResourceSpecification(
                        Resource.builder(resource.uri(), resource.name())
                                .title(resource.title())
                                .description(resource.description())
                                .mimeType(resource.mimeType())
                                .build(),
                        (exchange, request) -> read(resource, exchange.transportContext(), request)))
                .toList();
    }

    List<SyncResourceTemplateSpecification> resourceTemplates() {
        return catalog.resources().all().stream()
                .filter(McpResource::isTemplate)
                .map(resource -> new SyncResourceTemplateSpecification(
                        ResourceTemplate.builder(resource.uri(), resource.name())
                                .title(resource.title())
                                .description(resource.description())
                                .mimeType(resource.mimeType())
                                .build(),
                        (exchange, request) -> read(resource, exchange.transportContext(), request)))
                .toList();
    }

    List<SyncPromptSpecification> prompts() {
        return catalog.prompts().all().stream()
                .map(prompt ->
                        new SyncPromptSpecification(declaration(prompt), (exchange, request) -> text(prompt, request)))
                .toList();
    }

    List<SyncCompletionSpecification> completions() {
        List<SyncCompletionSpecification> all = new ArrayList<>();
        catalog.prompts()
                .all()
                .forEach(prompt -> all.add(completion(
                        new PromptReference(prompt.name()),
                        (caller, request) -> catalog.completions()
                                .forPrompt(
                                        caller,
                                        prompt.name(),
                                        request.argument().name(),
                                        request.argument().value(),
                                        others(request)))));
        catalog.resources().all().stream()
                .filter(McpResource::isTemplate)
                .forEach(resource -> all.add(completion(
                        new ResourceReference(resource.uri()),
                        (caller, request) -> catalog.completions()
                                .forResource(
                                        caller,
                                        request.argument().name(),
                                        request.argument().value()))));
        return all;
    }

    private static ReadResourceResult read(
            McpResource resource, McpTransportContext context, ReadResourceRequest request) {
        Map<String, String> variables =
                ResourceCatalog.variables(resource, request.uri()).orElse(Map.of());
        try {
            String text = resource.reader().read(LegacyServer.callerOf(context), variables);
            return ReadResourceResult.builder(List.of(TextResourceContents.builder(request.uri(), text)
                            .mimeType(resource.mimeType())
                            .build()))
                    .build();
        } catch (McpServerException failure) {
            Map<String, Object> data = new LinkedHashMap<>(failure.toMap());
            data.put("uri", request.uri());
            throw McpError.builder(code(failure))
                    .message(failure.safeMessage())
                    .data(data)
                    .build();
        }
    }

    private static int code(McpServerException failure) {
        return switch (failure) {
            case RecordException.RecordNotFound missing -> ErrorCodes.RESOURCE_NOT_FOUND;
            case UpstreamException.NotFound missing -> ErrorCodes.RESOURCE_NOT_FOUND;
            case RecordException.RecordValidation notAName -> ErrorCodes.INVALID_PARAMS;
            case RecordException.DuplicateRecord other -> UPSTREAM_FAILED;
            case UpstreamException other -> UPSTREAM_FAILED;
            case AuthenticationException notSignedIn -> UPSTREAM_FAILED;
            case ConfigurationException misconfigured -> UPSTREAM_FAILED;
        };
    }

    private static McpSchema.Prompt declaration(Prompt prompt) {
        return McpSchema.Prompt.builder(prompt.name())
                .title(prompt.title())
                .description(prompt.description())
                .arguments(prompt.arguments().stream()
                        .map(argument -> PromptArgument.builder(argument.name())
                                .description(argument.description())
                                .required(argument.required())
                                .build())
                        .toList())
                .build();
    }

    private static GetPromptResult text(Prompt prompt, GetPromptRequest request) {
        Map<String, String> given = new HashMap<>();
        Optional.ofNullable(request.arguments())
                .ifPresent(arguments -> arguments.forEach((name, value) -> {
                    if (value != null) {
                        given.put(name, String.valueOf(value));
                    }
                }));
        TextContent text =
                TextContent.builder(PromptCatalog.text(prompt, given)).build();
        return GetPromptResult.builder(List.of(new PromptMessage(Role.USER, text)))
                .description(prompt.description())
                .build();
    }

    private static SyncCompletionSpecification completion(CompleteReference reference, Completer completer) {
        return new SyncCompletionSpecification(reference, (exchange, request) -> {
            List<String> all = completer.complete(LegacyServer.callerOf(exchange.transportContext()), request);
            List<String> shown = all.subList(0, Math.min(MOST_COMPLETIONS, all.size()));
            return new CompleteResult(
                    new CompleteResult.CompleteCompletion(shown, all.size(), shown.size() < all.size()));
        });
    }

    private static Map<String, String> others(CompleteRequest request) {
        return Optional.ofNullable(request.context())
                .flatMap(context -> Optional.ofNullable(context.arguments()))
                .orElse(Map.of());
    }

    @FunctionalInterface
    private interface Completer {
        List<String> complete(Caller caller, CompleteRequest request);
    }
}
