package org.enterprisemcp.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.Configuration;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import java.time.Duration;
import org.enterprisemcp.domain.port.Settings;

/** Who this server is at Azure. The one place that makes a credential, whatever it is for. */
final class ManagedIdentity {

    static final String CLIENT_ID = "AZURE_CLIENT_ID";

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int REPEATS = 2;

    private ManagedIdentity() {}

    /** The credential of the platform that this server runs on; it asks for nothing before a token is needed. */
    static TokenCredential credential(Settings settings) {
        ManagedIdentityCredentialBuilder builder = new ManagedIdentityCredentialBuilder()
                // The endpoint of an identity is on this machine or its link; a proxy must not see what it gives.
                .httpClient(client(Configuration.NONE))
                .maxRetry(REPEATS)
                .retryTimeout(_ -> Duration.ofSeconds(1));
        settings.value(CLIENT_ID).ifPresent(builder::clientId);
        return builder.build();
    }

    /** The JDK's client, with the proxies that the configuration knows. */
    static HttpClient client(Configuration configuration) {
        return new JdkHttpClientBuilder()
                .configuration(configuration)
                .connectionTimeout(CONNECT)
                .responseTimeout(ANSWER)
                .readTimeout(ANSWER)
                .build();
    }
}
