package org.enterprisemcp.testkit.scaffold;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/**
 * What an adapter is called, everywhere that it is called something.
 *
 * @param kind the value of {@code UPSTREAM_KIND}: {@code acme-shop}
 * @param javaPackage where its classes stand: {@code com.acme.shop}
 */
record AdapterName(String kind, String javaPackage) {

    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9]*(?:-[a-z0-9]+)*");
    private static final int LONGEST = 30;
    private static final Set<String> TAKEN = Set.of("generic", "netsuite", "rest");
    private static final List<String> NOT_FOR_OTHERS = List.of("java", "javax", "jdk", "org.enterprisemcp");

    /** Of the house: {@code org.enterprisemcp.upstream.acmeshop}. */
    static AdapterName inside(String kind) {
        checkKind(kind);
        AdapterName name = new AdapterName(kind, "org.enterprisemcp.upstream." + kind.replace("-", ""));
        if (!SourceVersion.isName(name.javaPackage())) {
            throw new Unusable("NAME: " + kind + " is a word of Java and cannot be a package; take another one");
        }
        return name;
    }

    /** Of a project of one's own. */
    static AdapterName outside(String kind, String javaPackage) {
        checkKind(kind);
        boolean foreign = NOT_FOR_OTHERS.stream()
                .anyMatch(root -> javaPackage.equals(root) || javaPackage.startsWith(root + "."));
        if (!SourceVersion.isName(javaPackage)
                || !javaPackage.equals(javaPackage.toLowerCase(Locale.ROOT))
                || !javaPackage.contains(".")
                || foreign) {
            throw new Unusable("--package: " + javaPackage
                    + " is no package of your own; it must be lower-case words of which none is one of Java's, like"
                    + " com.example.shop");
        }
        return new AdapterName(kind, javaPackage);
    }

    private static void checkKind(String kind) {
        if (!KIND.matcher(kind).matches() || kind.length() > LONGEST) {
            throw new Unusable(
                    "NAME: " + kind + " cannot be a kind of upstream; it must be lower-case letters and digits"
                            + " that begin with a letter, with single hyphens between words, and at most " + LONGEST
                            + " characters, like acme-shop");
        }
        if (TAKEN.contains(kind.replace("-", ""))) {
            throw new Unusable("NAME: there is a " + kind + " already; take another name");
        }
    }

    /** What stands between two at signs in the templates. */
    Map<String, String> values(String version) {
        return Map.of(
                "name", kind,
                "Name", words(""),
                "Title", words(" "),
                "package", javaPackage,
                "version", version);
    }

    /** {@code AcmeShop}. */
    String className() {
        return words("");
    }

    private String words(String separator) {
        return Arrays.stream(kind.split("-", -1))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining(separator));
    }

    /** Why nothing was made. */
    static final class Unusable extends IllegalArgumentException {
        Unusable(String why) {
            super(why);
        }
    }
}
