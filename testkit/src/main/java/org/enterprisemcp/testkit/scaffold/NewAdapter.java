package org.enterprisemcp.testkit.scaffold;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.enterprisemcp.testkit.scaffold.AdapterName.Unusable;

/**
 * {@code new-adapter NAME [--outside DIR [--package PACKAGE]]}: makes a module beside the others, or a project of its own.
 *
 * <p>{@code ./emcp} runs it from its sources and adds {@code --checkout}; whoever has the released testkit alone runs it from there,
 * for a project of their own: {@code java -cp enterprise-mcp-testkit.jar org.enterprisemcp.testkit.scaffold.NewAdapter shop --outside
 * shop}.
 */
public final class NewAdapter {

    private static final String MODULES_END = "    <!-- ./emcp new-adapter adds a module above this line. -->\n";
    private static final String ADAPTERS_END = "    <!-- ./emcp new-adapter adds an adapter above this line. -->\n";
    private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");
    private static final List<String> OPTIONS = List.of("--outside", "--package", "--checkout");

    private final PrintStream out;

    NewAdapter(PrintStream out) {
        this.out = out;
    }

    /** Exits with 2, and a sentence that says what to mend, where nothing could be made. */
    public static void main(String[] arguments) throws IOException {
        try {
            new NewAdapter(System.out).make(arguments);
        } catch (Unusable unusable) {
            System.err.println("new-adapter: " + unusable.getMessage());
            System.exit(2);
        }
    }

    void make(String... arguments) throws IOException {
        Map<String, String> options = new LinkedHashMap<>();
        String kind = parse(arguments, options);
        Optional<Path> checkout = Optional.ofNullable(options.get("--checkout")).map(Path::of);
        Optional<Path> outside = Optional.ofNullable(options.get("--outside")).map(Path::of);
        String version = checkout.isPresent() ? versionOf(checkout.get()) : ownVersion();
        if (outside.isPresent()) {
            String own = options.getOrDefault("--package", "com.example." + kind.replace("-", ""));
            makeOutside(AdapterName.outside(kind, own), version, outside.get());
        } else if (options.containsKey("--package")) {
            throw new Unusable("--package: is for a project of your own; give --outside DIR too");
        } else {
            makeInside(
                    AdapterName.inside(kind),
                    version,
                    checkout.orElseThrow(
                            () -> new Unusable("--outside: is needed where there is no checkout; say where")));
        }
    }

    private static String parse(String[] arguments, Map<String, String> options) {
        Deque<String> words = new ArrayDeque<>(List.of(arguments));
        Optional<String> kind = Optional.empty();
        while (!words.isEmpty()) {
            String word = words.pop();
            if (OPTIONS.contains(word)) {
                if (words.isEmpty()) {
                    throw new Unusable(word + ": needs a value");
                }
                options.put(word, words.pop());
            } else if (word.startsWith("-") || kind.isPresent()) {
                throw new Unusable(word + " is one word too many; usage: NAME [--outside DIR [--package PACKAGE]]");
            } else {
                kind = Optional.of(word);
            }
        }
        return kind.orElseThrow(() -> new Unusable("NAME: is needed, the value of UPSTREAM_KIND, like acme-shop"));
    }

    private void makeOutside(AdapterName name, String version, Path folder) throws IOException {
        if (Files.exists(folder) && !isEmptyFolder(folder)) {
            throw new Unusable("--outside: " + folder + " is there already and not empty; nothing is overwritten");
        }
        Template.outside(name, version).writeTo(folder);
        out.println("Made " + folder + ". Next: cd " + folder + " && mvn verify; then its README.md.");
    }

    private void makeInside(AdapterName name, String version, Path checkout) throws IOException {
        String module = "adapters-upstream-" + name.kind();
        Path folder = checkout.resolve(module);
        if (Files.exists(folder)) {
            throw new Unusable("NAME: " + module + " is there already; nothing is overwritten");
        }
        Path house = checkout.resolve("pom.xml");
        Path server = checkout.resolve("bootstrap").resolve("pom.xml");
        String modules = with(house, MODULES_END, "    <module>" + module + "</module>\n");
        String adapters = with(server, ADAPTERS_END, """
                    <dependency>
                      <groupId>org.enterprisemcp</groupId>
                      <artifactId>enterprise-mcp-%s</artifactId>
                      <version>${project.version}</version>
                      <scope>runtime</scope>
                    </dependency>
                """.formatted(module));
        Template.inside(name, version).writeTo(folder);
        Files.writeString(house, modules);
        Files.writeString(server, adapters);
        out.println("Made " + module + ", and entered it into pom.xml and bootstrap/pom.xml. Next: ./emcp test "
                + module + "; then its README.md.");
    }

    private static String with(Path file, String end, String lines) throws IOException {
        String text = Files.readString(file);
        if (!text.contains(end)) {
            throw new Unusable(file + " has no line \"" + end.strip() + "\"; put it back where added ones belong");
        }
        return text.replace(end, lines + end);
    }

    private static boolean isEmptyFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static String versionOf(Path checkout) throws IOException {
        Matcher version = VERSION.matcher(Files.readString(checkout.resolve("pom.xml")));
        if (!version.find()) {
            throw new Unusable("--checkout: " + checkout + " is no checkout; its pom.xml names no version");
        }
        return version.group(1);
    }

    /** The version of the released testkit that this runs from. */
    private static String ownVersion() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = NewAdapter.class.getResourceAsStream(
                "/META-INF/maven/org.enterprisemcp/enterprise-mcp-testkit/pom.properties")) {
            if (in == null) {
                throw new Unusable("--checkout: is needed where this does not run from a released testkit");
            }
            properties.load(in);
        }
        return properties.getProperty("version", "");
    }
}
