package org.enterprisemcp.acceptance.docs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One command of a {@code sh} block.
 *
 * @param text its words with one blank between them
 * @param settings what stands before its first word, {@code NAME=value}
 * @param words the words of its first part, up to a pipe, redirection or {@code &&}
 */
record CommandLine(String text, Map<String, String> settings, List<String> words) {

    private static final Pattern SETTING = Pattern.compile("([A-Z][A-Z0-9_]*)=(.*)");

    /** The commands of a block. */
    static List<CommandLine> of(String block) {
        return commands(block.replaceAll("\\\\\\n\\s*", " ")).stream()
                .map(CommandLine::of)
                .toList();
    }

    private static CommandLine of(List<String> words) {
        Map<String, String> settings = new LinkedHashMap<>();
        int next = 0;
        for (; next < words.size(); next++) {
            var setting = SETTING.matcher(words.get(next));
            if (!setting.matches()) {
                break;
            }
            settings.put(setting.group(1), setting.group(2));
        }
        return new CommandLine(String.join(" ", words), settings, words.subList(next, words.size()));
    }

    /** The word after {@code ./emcp}; empty where this is another command. */
    String emcpWord() {
        return words.size() > 1 && words.getFirst().equals("./emcp") ? words.get(1) : "";
    }

    /** Splits a script into commands and these into words, as a shell does; quotes are taken off, comments left out. */
    private static List<List<String>> commands(String script) {
        List<List<String>> commands = new ArrayList<>();
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i <= script.length(); i++) {
            char letter = i < script.length() ? script.charAt(i) : '\n';
            if (quote != 0) {
                if (letter == quote) {
                    quote = 0;
                } else {
                    word.append(letter);
                }
            } else if (letter == '\'' || letter == '"') {
                quote = letter;
                inWord = true;
            } else if (Character.isWhitespace(letter) || ";|&".indexOf(letter) >= 0) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                    inWord = false;
                }
                if (letter != ' ' && letter != '\t' && !words.isEmpty()) {
                    commands.add(words);
                    words = new ArrayList<>();
                }
            } else if (letter == '#' && !inWord) {
                i = script.indexOf('\n', i) < 0 ? script.length() - 1 : script.indexOf('\n', i) - 1;
            } else {
                word.append(letter);
                inWord = true;
            }
        }
        return commands;
    }
}
