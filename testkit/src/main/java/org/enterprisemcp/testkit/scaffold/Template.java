package org.enterprisemcp.testkit.scaffold;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of an adapter, as they stand in the resources beside this class. */
final class Template {

    private static final Pattern PLACE = Pattern.compile("@(\\w+)@");
    private static final String[] CLASSES = {
        "UpstreamProvider", "Settings", "Upstream", "Requests", "Dialect", "Records", "Queries"
    };
    private static final String[] TESTS = {"ContractTest", "SettingsTest", "Fake"};

    private final Map<String, String> files = new LinkedHashMap<>();
    private final Map<String, String> values;

    private Template(AdapterName name, String version, String place) {
        this.values = name.values(version);
        files.put("pom.xml", place + "-pom.xml.txt");
        files.put("README.md", place + "-readme.md.txt");
        String folder = "/java/" + name.javaPackage().replace('.', '/') + "/" + name.className();
        for (String type : CLASSES) {
            files.put("src/main" + folder + type + ".java", type + ".java.txt");
        }
        files.put(
                "src/main/resources/META-INF/services/org.enterprisemcp.domain.port.UpstreamProvider", "services.txt");
        for (String type : TESTS) {
            files.put("src/test" + folder + type + ".java", type + ".java.txt");
        }
    }

    /** A module of this repository. */
    static Template inside(AdapterName name, String version) {
        return new Template(name, version, "inside");
    }

    /** A project of its own. */
    static Template outside(AdapterName name, String version) {
        Template template = new Template(name, version, "outside");
        template.files.put(".gitignore", "gitignore.txt");
        return template;
    }

    /** Writes its files into a folder in which there is none of them yet. */
    void writeTo(Path folder) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path target = folder.resolve(file.getKey());
            Path parent = target.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(target, filled(text(file.getValue())), StandardOpenOption.CREATE_NEW);
        }
    }

    private String filled(String text) {
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), place.group())));
    }

    private static String text(String name) {
        try (InputStream in = Template.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the template " + name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
