package org.enterprisemcp.upstream.generic;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The text of a descriptor.
 *
 * @param file its file's name, for problems
 * @param text what it holds
 * @param isShipped whether it comes with this server
 */
record DescriptorSource(String file, String text, boolean isShipped) {

    /** The descriptors that come with this server, by name. */
    static final List<String> SHIPPED =
            List.of("generic", "salesforce", "dataverse", "servicenow", "hubspot", "postgrest", "stripe", "zoho");

    private static final int MAX_BYTES = 256 * 1024;

    /** The descriptor that was chosen by a shipped one's name or by a path; empty after a problem. */
    static Optional<DescriptorSource> of(String chosen, List<String> problems) {
        if (SHIPPED.contains(chosen)) {
            String file = chosen + ".yaml";
            return read(DescriptorSource.class.getResourceAsStream(file), file, chosen, true, problems);
        }
        try {
            Path path = Path.of(chosen);
            if (Files.isRegularFile(path)) {
                return read(Files.newInputStream(path), String.valueOf(path.getFileName()), chosen, false, problems);
            }
        } catch (IOException | InvalidPathException unreadable) {
            // It is named below, in words of our own.
        }
        return unreadable(chosen, problems);
    }

    private static Optional<DescriptorSource> read(
            @Nullable InputStream stream, String file, String chosen, boolean shipped, List<String> problems) {
        try (InputStream in = stream) {
            if (in == null) {
                return unreadable(chosen, problems);
            }
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                problems.add("UPSTREAM_DESCRIPTOR: " + file + " is larger than " + MAX_BYTES + " bytes");
                return Optional.empty();
            }
            return Optional.of(new DescriptorSource(file, new String(bytes, StandardCharsets.UTF_8), shipped));
        } catch (IOException broken) {
            return unreadable(chosen, problems);
        }
    }

    private static Optional<DescriptorSource> unreadable(String chosen, List<String> problems) {
        problems.add("UPSTREAM_DESCRIPTOR: " + chosen + " is neither a shipped descriptor ("
                + String.join(", ", SHIPPED) + ") nor a file that can be read");
        return Optional.empty();
    }
}
