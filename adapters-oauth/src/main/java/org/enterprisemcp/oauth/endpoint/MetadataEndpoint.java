package org.enterprisemcp.oauth.endpoint;

import com.nimbusds.jose.JWSAlgorithm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.enterprisemcp.domain.token.Scope;
import org.enterprisemcp.oauth.key.PublicKeyAlgorithms;

/** What the authorization server publishes of itself (RFC 8414). */
final class MetadataEndpoint {

    private final ServerUrls urls;

    MetadataEndpoint(ServerUrls urls) {
        this.urls = urls;
    }

    Map<String, Object> authorizationServer() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("issuer", urls.issuer());
        document.put("authorization_endpoint", urls.endpoint("authorize"));
        document.put("token_endpoint", urls.endpoint("token"));
        document.put("registration_endpoint", urls.endpoint("register"));
        document.put("revocation_endpoint", urls.endpoint("revoke"));
        document.put("scopes_supported", scopes());
        document.put("response_types_supported", List.of("code"));
        document.put("response_modes_supported", List.of("query"));
        document.put("grant_types_supported", List.of("authorization_code", "refresh_token"));
        document.put("code_challenge_methods_supported", List.of("S256"));
        document.put("token_endpoint_auth_methods_supported", List.of("none", "private_key_jwt"));
        document.put(
                "token_endpoint_auth_signing_alg_values_supported",
                PublicKeyAlgorithms.ALL.stream().map(JWSAlgorithm::getName).toList());
        document.put("revocation_endpoint_auth_methods_supported", List.of("none", "private_key_jwt"));
        document.put("client_id_metadata_document_supported", true);
        document.put("authorization_response_iss_parameter_supported", true);
        return document;
    }

    static List<String> scopes() {
        return List.of(Scope.READ.value(), Scope.WRITE.value(), Scope.DELETE.value());
    }
}
