package org.enterprisemcp.oauth.client;

import java.text.Normalizer;

/**
 * The name that a client gives itself, fit to be shown: without control, direction and invisible characters, and short. It is still
 * text from a stranger, which the page that shows it must escape.
 */
final class ClientName {

    private static final int LONGEST = 80;
    private static final String NONE = "A client without a name";

    private ClientName() {}

    static String shown(String given) {
        StringBuilder name = new StringBuilder();
        Normalizer.normalize(given, Normalizer.Form.NFC)
                .codePoints()
                .map(ClientName::visibleOrBlank)
                .forEach(name::appendCodePoint);
        String line = name.toString().strip().replaceAll(" {2,}", " ");
        if (line.isEmpty()) {
            return NONE;
        }
        int points = line.codePointCount(0, line.length());
        return points <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)).strip() + "…";
    }

    private static int visibleOrBlank(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> ' ';
            default -> c;
        };
    }
}
