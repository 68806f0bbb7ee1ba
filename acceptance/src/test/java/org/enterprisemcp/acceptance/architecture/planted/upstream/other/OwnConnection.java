package org.enterprisemcp.acceptance.architecture.planted.upstream.other;

import java.net.http.HttpClient;
import org.enterprisemcp.acceptance.architecture.planted.upstream.rest.RequestCustomizer;

/** Planted: an extension that goes around the engine, in a part of itself. */
public class OwnConnection implements RequestCustomizer {
    @Override
    public String customize(String request) {
        return new Part().client() + request;
    }

    private static final class Part {
        HttpClient client() {
            return HttpClient.newHttpClient();
        }
    }
}
