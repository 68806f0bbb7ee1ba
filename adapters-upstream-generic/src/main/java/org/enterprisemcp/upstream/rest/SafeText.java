package org.enterprisemcp.upstream.rest;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes an upstream's words fit to be shown: no markup, no control characters, no stack trace, no credential, not too long. */
public final class SafeText {

    /** The longest text that is shown, in characters. */
    public static final int MAX_LENGTH = 500;

    private static final int MAX_INPUT = 20_000;
    private static final Pattern MARKUP = Pattern.compile("<[/!?a-zA-Z][^<>]{0,2000}>");
    /** Frames of Java, JavaScript, .NET and Python end in a place; a sentence that begins with "at" does not. */
    private static final Pattern STACK_FRAME = Pattern.compile("\\s*(?:"
            + "at\\s.*(?::(?:line )?\\d+\\)?|\\((?:native|Native Method|Unknown Source|<anonymous>)[^)]*\\))\\s*"
            + "|File \".*|Traceback \\(.*|\\.{3} \\d+ more|Caused by: .*)");

    private static final Pattern CREDENTIAL = Pattern.compile("(?i)(\\b(?:bearer|basic)\\s+)[A-Za-z0-9._~+/=-]{16,}"
            + "|(\\b(?:token|api[ _-]?key|password|secret)[\"']?\\s*[:=]\\s*[\"']?)[^\\s\"',;]{4,}");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Z}\\s]+");

    private SafeText() {}

    /** The text as it may be shown; empty where nothing of it may. */
    public static String of(String text) {
        String bounded = text.length() > MAX_INPUT ? text.substring(0, MAX_INPUT) : text;
        String withoutFrames = bounded.lines()
                .takeWhile(line -> !STACK_FRAME.matcher(line).matches())
                .collect(Collectors.joining("\n"));
        String plain = MARKUP.matcher(withoutFrames).replaceAll(" ");
        String masked = CREDENTIAL.matcher(plain).replaceAll("$1$2***");
        String line = INVISIBLE.matcher(masked).replaceAll(" ").strip();
        return line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH - 1) + "…" : line;
    }
}
