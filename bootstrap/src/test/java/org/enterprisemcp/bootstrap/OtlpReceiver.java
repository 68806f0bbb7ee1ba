package org.enterprisemcp.bootstrap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A collector on this machine that reads what it is sent as a real one does. */
final class OtlpReceiver implements AutoCloseable {

    private final HttpServer server;
    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final List<Metric> metrics = new CopyOnWriteArrayList<>();
    private final List<Map<String, String>> resources = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final CountDownLatch open;

    private OtlpReceiver(CountDownLatch open) {
        this.open = open;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noSocket) {
            throw new UncheckedIOException(noSocket);
        }
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.createContext("/v1/traces", this::traces);
        server.createContext("/v1/metrics", this::metrics);
        server.start();
    }

    static OtlpReceiver start() {
        return new OtlpReceiver(new CountDownLatch(0));
    }

    /** One that answers nobody before it is closed. */
    static OtlpReceiver silent() {
        return new OtlpReceiver(new CountDownLatch(1));
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The spans of one kind, in the order of their beginnings. */
    List<Span> spans(Span.SpanKind kind) {
        return spans.stream()
                .filter(span -> span.getKind() == kind)
                .sorted((one, other) -> Long.compare(one.getStartTimeUnixNano(), other.getStartTimeUnixNano()))
                .toList();
    }

    /** Waits until so many spans of a kind have come. */
    synchronized List<Span> await(Span.SpanKind kind, int count) {
        try {
            while (spans(kind).size() < count) {
                wait();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return spans(kind);
    }

    private synchronized void add(List<Span> some) {
        spans.addAll(some);
        notifyAll();
    }

    /** A span's attributes as texts. */
    static Map<String, String> attributes(Span span) {
        return texts(span.getAttributesList());
    }

    /** The last state of a metric. */
    Metric metric(String name) {
        return metrics.stream()
                .filter(metric -> metric.getName().equals(name))
                .reduce((_, later) -> later)
                .orElseThrow(() -> new AssertionError(name + " did not arrive; there are "
                        + metrics.stream().map(Metric::getName).distinct().toList()));
    }

    /** What was told of the processes that sent something. */
    List<Map<String, String>> resources() {
        return List.copyOf(resources);
    }

    /** The values of the header {@code X-Key} that came with what was sent. */
    List<String> keys() {
        return List.copyOf(keys);
    }

    static Map<String, String> texts(List<KeyValue> attributes) {
        Map<String, String> texts = new TreeMap<>();
        attributes.forEach(attribute -> texts.put(attribute.getKey(), text(attribute.getValue())));
        return texts;
    }

    private static String text(AnyValue value) {
        return value.hasStringValue() ? value.getStringValue() : Long.toString(value.getIntValue());
    }

    private void traces(HttpExchange exchange) throws IOException {
        var sent = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
        sent.getResourceSpansList().forEach(resource -> {
            resources.add(texts(resource.getResource().getAttributesList()));
            resource.getScopeSpansList().forEach(scope -> add(scope.getSpansList()));
        });
        answer(exchange);
    }

    private void metrics(HttpExchange exchange) throws IOException {
        var sent = ExportMetricsServiceRequest.parseFrom(exchange.getRequestBody());
        sent.getResourceMetricsList()
                .forEach(resource ->
                        resource.getScopeMetricsList().forEach(scope -> metrics.addAll(scope.getMetricsList())));
        answer(exchange);
    }

    private void answer(HttpExchange exchange) throws IOException {
        keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Key")));
        try {
            open.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    @Override
    public void close() {
        open.countDown();
        server.stop(0);
    }
}
