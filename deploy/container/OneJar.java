import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/**
 * Puts a jar and the jars of its class path into one: a start looks for services in every jar, and to open a hundred takes longer
 * than all else that the server does before it listens. usage: OneJar.java JAR RESULT
 */
final class OneJar {

    /** Lists that every jar has its own part of. */
    private static final String LISTS = "META-INF/(services/.+|helidon/service\\.loader)";

    private static final String ARRAYS = "META-INF/helidon/service-registry\\.json";

    /** For tools that build or describe a program, not for one that runs; and signatures of jars that are no more. */
    private static final String LEFT_OUT = "META-INF/(MANIFEST\\.MF|INDEX\\.LIST|maven/.+|[^/]+\\.(SF|RSA|DSA|EC)|proguard/.+|native-image/.+|(versions/[0-9]+/)?OSGI-INF/.+"
            + "|helidon/(native-image/.+|feature-metadata\\.properties|config-metadata\\.json))|(.+/)?module-info\\.class";

    private static final String LEGAL = "(?i)(META-INF/)?(license|licence|notice|dependencies|copyright|about)[^/]*";

    private final Map<String, byte[]> entries = new TreeMap<>();
    private final Map<String, List<String>> parts = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private boolean multiRelease;

    private OneJar() {}

    public static void main(String[] arguments) throws IOException {
        Path jar = Path.of(arguments[0]);
        OneJar one = new OneJar();
        Manifest manifest;
        try (JarFile main = new JarFile(jar.toFile())) {
            manifest = main.getManifest();
            one.add(jar);
        }
        Object classPath = manifest.getMainAttributes().remove(Attributes.Name.CLASS_PATH);
        // Only what the jar's class path names: its folder may hold older jars from earlier builds.
        if (classPath != null) {
            Arrays.stream(classPath.toString().split(" ")).forEach(entry -> one.add(jar.resolveSibling(entry)));
        }
        if (!one.problems.isEmpty()) {
            throw new IllegalStateException("two jars differ in " + String.join(", ", one.problems));
        }
        if (one.multiRelease) {
            manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
        }
        try (OutputStream file = Files.newOutputStream(Path.of(arguments[1]))) {
            one.write(file, manifest);
        }
    }

    private void add(Path path) {
        try (JarFile jar = new JarFile(path.toFile())) {
            Manifest manifest = jar.getManifest();
            multiRelease |= manifest != null && "true".equals(manifest.getMainAttributes().getValue(Attributes.Name.MULTI_RELEASE));
            for (JarEntry entry : jar.stream().filter(it -> !it.isDirectory()).toList()) {
                add(path.getFileName().toString(), entry.getName(), jar.getInputStream(entry).readAllBytes());
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(path.toString(), unreadable);
        }
    }

    private void add(String jar, String name, byte[] content) {
        if (name.matches(LEFT_OUT)) {
            return;
        }
        if (name.matches(LISTS) || name.matches(ARRAYS)) {
            parts.computeIfAbsent(name, it -> new ArrayList<>()).add(new String(content, StandardCharsets.UTF_8).strip());
            return;
        }
        String place = name.matches(LEGAL) ? "META-INF/legal/" + jar + "/" + name.replaceFirst("^META-INF/", "") : name;
        byte[] there = entries.putIfAbsent(place, content);
        if (there != null && !Arrays.equals(there, content)) {
            problems.add(place + " of " + jar);
        }
    }

    private static String joined(String name, List<String> texts) {
        if (!name.matches(ARRAYS)) {
            return String.join("\n", texts) + "\n";
        }
        // [1,2] and [3] become [1,2,3].
        return texts.stream()
                .map(text -> text.substring(1, text.length() - 1).strip())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(",", "[", "]"));
    }

    private void write(OutputStream file, Manifest manifest) throws IOException {
        parts.forEach((name, texts) -> entries.put(name, joined(name, texts).getBytes(StandardCharsets.UTF_8)));
        try (JarOutputStream out = new JarOutputStream(file)) {
            JarEntry head = dated(JarFile.MANIFEST_NAME);
            out.putNextEntry(head);
            manifest.write(out);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(dated(entry.getKey()));
                out.write(entry.getValue());
            }
        }
    }

    /** The same bytes from the same jars, whenever they are put together. */
    private static JarEntry dated(String name) {
        JarEntry entry = new JarEntry(name);
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        return entry;
    }
}
