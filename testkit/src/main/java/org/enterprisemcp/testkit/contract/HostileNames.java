package org.enterprisemcp.testkit.contract;

import java.util.List;

/**
 * Names that must not get into a URL, encoded or not: some servers decode before they parse, and then an encoded slash or bracket
 * is a path of the caller's choice.
 */
public final class HostileNames {

    private static final int MIB = 1_024 * 1_024;

    /** Names that no upstream's record type or id can be. */
    public static final List<String> ALL = List.of(
            "",
            " ",
            "\t",
            ".",
            "..",
            "../",
            "../../users/me",
            "..%2f..%2fusers%2fme",
            "%2e%2e",
            "a/b",
            "a\\b",
            "a%2Fb",
            "a?b",
            "x#y",
            "a'b",
            "*",
            "a b",
            "a\n",
            "a\nb",
            "a\r\nHost: elsewhere.example",
            "a\u0000",
            "8)/total",
            "8)/total?x=(",
            "8)?$select=ID&x=(",
            "8)/customer(",
            "8%29%2Ftotal",
            "k=8)/total?x=(",
            "7".repeat(MIB));

    /** Those of them that no key of the caller's own can be either, however generous the upstream is with such keys. */
    static final List<String> EVEN_FOR_KEYS = List.of(
            "",
            " ",
            "..",
            "../",
            "../../users/me",
            "a/b",
            "a\\b",
            "a%2Fb",
            "a\nb",
            "a\u0000",
            "8)/total?x=(",
            "7".repeat(MIB));

    private HostileNames() {}

    /** A name as it may stand in the message of a test. */
    static String shown(String name) {
        return name.length() > 60 ? name.substring(0, 20) + "… (" + name.length() + " characters)" : name;
    }
}
