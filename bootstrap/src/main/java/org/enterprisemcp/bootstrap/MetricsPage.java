package org.enterprisemcp.bootstrap;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** {@code /metrics} for Prometheus and those who read like it. Who may is decided before. */
final class MetricsPage implements Handler {

    static final String PATH = "/metrics";

    private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final Supplier<String> metrics;

    MetricsPage(Supplier<String> metrics) {
        this.metrics = metrics;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        Method method = request.prologue().method();
        if (!method.equals(Method.GET) && !method.equals(Method.HEAD)) {
            response.status(Status.METHOD_NOT_ALLOWED_405);
            response.header(HeaderNames.ALLOW, "GET, HEAD");
            response.send();
            return;
        }
        response.header(HeaderNames.CONTENT_TYPE, TEXT_FORMAT);
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        if (method.equals(Method.HEAD)) {
            response.send();
        } else {
            response.send(metrics.get().getBytes(StandardCharsets.UTF_8));
        }
    }
}
