package org.enterprisemcp.acceptance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.enterprisemcp.domain.port.UpstreamProvider;
import org.junit.jupiter.api.Test;

/** What no class file shows: sizes, names, leftovers, pages. */
class ConventionsTest {

    private static final int MAIN_LINES = 400;
    private static final int TEST_LINES = 500;
    private static final int AGENTS_LINES = 80;

    /** What each adapter shows to others. Everything else in it is package-private. */
    private static final Map<String, Set<String>> PUBLIC = Map.ofEntries(
            Map.entry(
                    House.REST,
                    Set.of(
                            "AllowedNames",
                            "AttemptContext",
                            "Dialect",
                            "EngineOptions",
                            "Extension",
                            "Extensions",
                            "JsonCodec",
                            "LimitsReport",
                            "NextLink",
                            "OutcomeKind",
                            "Refusal",
                            "RequestCustomizer",
                            "ResponseClassifier",
                            "RestAnswer",
                            "RestEngine",
                            "RestRequest",
                            "RetrySafety",
                            "SafeText",
                            "UrlTemplate")),
            Map.entry(House.GENERIC, Set.of("AuthPresets", "DescriptorPlanner", "GenericUpstreamProvider")),
            Map.entry(House.NETSUITE, Set.of("NetSuiteUpstreamProvider")),
            Map.entry(
                    House.MCP,
                    Set.of(
                            "JsonCodec",
                            "JsonRpcCodes",
                            "JsonRpcMessage",
                            "ProtocolRefusal",
                            "RequestMeta",
                            "Revisions",
                            "ServerIdentity",
                            "UnfinishedCall")),
            Map.entry(
                    House.MCP + ".catalog",
                    Set.of(
                            "Arrival",
                            "CallContext",
                            "CallNotifications",
                            "CallRefusal",
                            "CatalogChange",
                            "ClientCapabilities",
                            "Completer",
                            "Content",
                            "Declarations",
                            "InputRequest",
                            "LogLevel",
                            "ListPage",
                            "McpCatalog",
                            "McpPrompt",
                            "McpResource",
                            "McpTool",
                            "Reply",
                            "RequestSpans",
                            "ResourceContents",
                            "ToolResult",
                            "ToolSelection",
                            "ToolsFile",
                            "TraceContext")),
            Map.entry(
                    House.MCP + ".legacy",
                    Set.of("EventLog", "LegacyServer", "LegacySession", "LegacySessions", "Outlet")),
            Map.entry(
                    House.MCP + ".modern",
                    Set.of("ModernOptions", "ModernServer", "RequestHeaders", "StateSeal", "TaskOptions")),
            Map.entry(
                    House.MCP + ".transport", Set.of("Access", "HttpOptions", "McpHttp", "SseHttp", "StdioTransport")),
            Map.entry(House.STORE, Set.of("MemoryStateStore")),
            Map.entry(House.TELEMETRY, Set.of("ExportOptions", "Telemetry")),
            Map.entry(House.AZURE, Set.of("KeyVaultSecretSource")),
            Map.entry(House.BOOTSTRAP, Set.of("Application", "Main")),
            Map.entry(House.BOOTSTRAP + ".log", Set.of("CallLog", "LocalCalls", "Logging", "RecentLogs")),
            Map.entry(House.BOOTSTRAP + ".operator", Set.of("DebugPages", "OperatorDoor", "OperatorLogin")),
            Map.entry(
                    House.BOOTSTRAP + ".settings",
                    Set.of(
                            "AuthSettings",
                            "Environment",
                            "EnvironmentKey",
                            "LogSettings",
                            "OidcSettings",
                            "OperatorSettings",
                            "ProxySettings",
                            "ServerConfig",
                            "SettingsReader",
                            "TelemetrySettings",
                            "Transport",
                            "TrustedProxies",
                            "UpstreamServer")),
            Map.entry(House.BOOTSTRAP + ".page", Set.of("CallSeries", "ClientSetup", "PageFacts", "StatusPage")),
            Map.entry(House.SANDBOX, Set.of("Demo")),
            Map.entry(House.SANDBOX + ".plain", Set.of("PlainSandbox")),
            Map.entry(House.SANDBOX + ".netsuite", Set.of("NetSuiteSandbox")),
            Map.entry(
                    House.SANDBOX + ".netsuite.books",
                    Set.of(
                            "Books",
                            "Column",
                            "Entity",
                            "Field",
                            "Kind",
                            "Part",
                            "Permissions",
                            "RecordType",
                            "RecordTypes",
                            "Sublist",
                            "Table",
                            "Tables")),
            Map.entry(House.SANDBOX + ".netsuite.error", Set.of("NetSuiteError")),
            Map.entry(House.SANDBOX + ".netsuite.oauth", Set.of("Account", "MachineKey", "OAuthFace")),
            Map.entry(House.SANDBOX + ".netsuite.records", Set.of("RecordService")),
            Map.entry(House.SANDBOX + ".netsuite.suiteql", Set.of("SuiteQlFunctions", "SuiteQlService")),
            Map.entry(
                    House.SANDBOX + ".wire",
                    Set.of(
                            "ControlEndpoint",
                            "Face",
                            "Fault",
                            "JournalEntry",
                            "QueryString",
                            "Reply",
                            "Request",
                            "SandboxClock",
                            "SandboxControl",
                            "Wire")),
            Map.entry(House.OAUTH, Set.of("OAuthError", "OAuthRefusal")),
            Map.entry(
                    House.OAUTH + ".client",
                    Set.of(
                            "Client",
                            "ClientAssertions",
                            "ClientKeys",
                            "Clients",
                            "ConfiguredClients",
                            "DynamicClients",
                            "MetadataDocuments",
                            "Reach",
                            "RedirectRule",
                            "RedirectUris")),
            Map.entry(
                    House.OAUTH + ".endpoint",
                    Set.of("AuthorizationServer", "BearerFilter", "ConsentMode", "ProtectedResource", "ServerUrls")),
            Map.entry(
                    House.OAUTH + ".grant",
                    Set.of(
                            "AuthorizationCodes",
                            "GrantAuthority",
                            "GrantOptions",
                            "Grants",
                            "Revocations",
                            "StateSpace",
                            "TokenIssuance")),
            Map.entry(
                    House.OAUTH + ".key",
                    Set.of(
                            "Canary",
                            "KeyPurpose",
                            "KeyRing",
                            "Opaque",
                            "PublicKeyAlgorithms",
                            "SealedStore",
                            "Sealer")),
            Map.entry(House.OAUTH + ".oidc", Set.of("IssuerOptions", "IssuerTokens")),
            Map.entry(
                    House.OAUTH + ".upstream",
                    Set.of(
                            "ClientCredentials",
                            "ConfiguredServer",
                            "CredentialTest",
                            "ExpiryBuffer",
                            "IntrospectionVerifier",
                            "IssuerMetadata",
                            "KnownProblems",
                            "OAuthClient",
                            "OnBehalfOf",
                            "SignedTokenVerifier",
                            "SignedTokens",
                            "SigningKey",
                            "TokenAnswer",
                            "TokenCheck",
                            "TokenResponse",
                            "TokenScopes",
                            "TokenVerifier",
                            "UpstreamLogin")));

    private static final Pattern LEFTOVER =
            Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b|@Dis" + "abled|Thread\\.sl" + "eep\\(");
    private static final Pattern UPSTREAM_NAME =
            Pattern.compile("(?i)netsuite|suiteql|salesforce|soql|dataverse|servicenow|hubspot|stripe|zoho");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)[^)]*\\)");
    private static final Pattern TOOL_ROW = Pattern.compile("(?m)^\\| `([a-z]+(?:_[a-z]+)+)` \\|");

    @Test
    void everyFileStaysWithinItsBudget() {
        assertThat(House.sources()).hasSizeGreaterThan(100).allSatisfy(file -> {
            boolean test = file.toString().contains("/src/test/");
            assertThat(House.read(file).lines().count())
                    .as(file.toString())
                    .isLessThanOrEqualTo(test ? TEST_LINES : MAIN_LINES);
        });
    }

    @Test
    void adaptersShowOnlyWhatOthersNeed() {
        JavaClasses house = House.classes();
        PUBLIC.forEach((room, shown) -> assertThat(house.stream()
                        .filter(type -> type.getPackageName().equals(room))
                        .filter(JavaClass::isTopLevelClass)
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toSet()))
                .as(room)
                .isEqualTo(shown));
    }

    /** An adapter that a team added is in no list: it shows how it is found, and nothing else. */
    @Test
    void anAddedUpstreamShowsItsProviderAlone() {
        assertThat(House.classes().stream()
                        .filter(type -> type.getPackageName().startsWith(House.UPSTREAM + "."))
                        .filter(type -> !PUBLIC.containsKey(type.getPackageName()))
                        .filter(JavaClass::isTopLevelClass)
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC)))
                .allSatisfy(type -> assertThat(type.isAssignableTo(UpstreamProvider.class))
                        .as(type.getName())
                        .isTrue());
    }

    @Test
    void nothingIsLeftForLater() {
        assertThat(House.sources())
                .allSatisfy(
                        file -> assertThat(LEFTOVER.matcher(House.read(file)).find())
                                .as(file.toString())
                                .isFalse());
    }

    @Test
    void theMcpAdapterNamesNoUpstream() {
        assertThat(House.filesBelow(House.CHECKOUT.resolve("adapters-mcp/src/main"), ""))
                .filteredOn(Files::isRegularFile)
                .isNotEmpty()
                .allSatisfy(file -> assertThat(
                                UPSTREAM_NAME.matcher(House.read(file)).find())
                        .as(file.toString())
                        .isFalse());
    }

    @Test
    void everyLinkInThePagesLeadsSomewhere() {
        List<Path> pages = new ArrayList<>(House.filesBelow(House.CHECKOUT.resolve("docs"), ".md"));
        for (String page : List.of("README.md", "CONTRIBUTING.md", "AGENTS.md", "SECURITY.md", "CHANGELOG.md")) {
            pages.add(House.CHECKOUT.resolve(page));
        }
        assertThat(pages).hasSizeGreaterThan(8).allSatisfy(page -> {
            Matcher link = LINK.matcher(House.read(page));
            while (link.find()) {
                assertThat(page.resolveSibling(link.group(1)))
                        .as(page + " " + link.group(1))
                        .exists();
            }
        });
    }

    @Test
    void thePageForAgentsIsShort() {
        assertThat(House.read(House.CHECKOUT.resolve("AGENTS.md")).lines().count())
                .isLessThanOrEqualTo(AGENTS_LINES);
    }

    @Test
    void theReadmeListsTheToolsThatThereAre() {
        Set<String> listed = TOOL_ROW.matcher(House.read(House.CHECKOUT.resolve("README.md")))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toSet());
        Path schemas = House.CHECKOUT.resolve("adapters-mcp/src/main/resources/org/enterprisemcp/mcp/catalog");
        assertThat(listed)
                .isEqualTo(House.filesBelow(schemas, ".json").stream()
                        .map(file -> String.valueOf(file.getFileName()).replace(".json", ""))
                        .filter(name -> !name.equals("shared"))
                        .collect(Collectors.toSet()));
    }
}
