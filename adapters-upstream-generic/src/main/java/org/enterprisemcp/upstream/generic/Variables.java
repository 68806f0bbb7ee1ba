package org.enterprisemcp.upstream.generic;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.enterprisemcp.domain.port.Settings;

/** The descriptor's variables with what the settings put in their place. */
final class Variables {

    private static final Pattern USABLE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._~-]{0,127}");

    private Variables() {}

    /** Whether a value fits anywhere in a URL, the host included. */
    static boolean isUsable(String value) {
        return USABLE.matcher(value).matches() && !value.contains("..");
    }

    /** The setting that overrides a variable. */
    static String key(String name) {
        return "UPSTREAM_VAR_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** The values in force; {@code UPSTREAM_VAR_<NAME>} overrides the variable of that name. */
    static Map<String, String> inForce(Map<String, String> declared, Settings settings, List<String> problems) {
        Map<String, String> values = new HashMap<>(declared);
        for (String name : declared.keySet()) {
            String key = key(name);
            settings.value(key).ifPresent(value -> {
                if (isUsable(value)) {
                    values.put(name, value);
                } else {
                    problems.add(key + ": must be letters, digits and . _ ~ -, as it becomes part of a URL");
                }
            });
        }
        return values;
    }
}
