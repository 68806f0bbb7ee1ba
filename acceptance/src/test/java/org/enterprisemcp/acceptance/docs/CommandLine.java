package org.enterprisemcp.acceptance.docs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One command of a {@code sh} block.
 *
 * @param text as it is written, lines that go on joined
 * @param settings what stands before its first word, {@code NAME=value}
 * @param words the words of its first part, up to a pipe, redirection or {@code &&}
 */
record CommandLine(String text, Map<String, String> settings, List<String> words) {

    private static final Pattern SETTING = Pattern.compile("([A-Z][A-Z0-9_]*)=(.*)");

    /** The commands of a block. */
    static List<CommandLine> of(String block) {
        List<CommandLine> lines = new ArrayList<>();
        for (String line : block.replaceAll("\\\\\\n\\s*", " ").split("\n", -1)) {
            for (List<String> words : commands(line)) {
                lines.add(of(line.strip(), words));
            }
        }
        return lines;
    }

    private static CommandLine of(String text, List<String> words) {
        Map<String, String> settings = new LinkedHashMap<>();
        int next = 0;
        for (; next < words.size(); next++) {
            var setting = SETTING.matcher(words.get(next));
            if (!setting.matches()) {
                break;
            }
            settings.put(setting.group(1), setting.group(2));
        }
        return new CommandLine(text, settings, words.subList(next, words.size()));
    }

    /** The word after {@code ./emcp}; empty where this is another command. */
    String emcpWord() {
        return words.size() > 1 && words.getFirst().equals("./emcp") ? words.get(1) : "";
    }

    /** Splits a line into commands and these into words, as a shell does; quotes are taken off. */
    private static List<List<String>> commands(String line) {
        List<List<String>> commands = new ArrayList<>();
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i <= line.length(); i++) {
            char letter = i < line.length() ? line.charAt(i) : '\n';
            if (quote != 0 && letter != '\n') {
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
                i = line.length() - 1;
            } else {
                word.append(letter);
                inWord = true;
            }
        }
        return commands;
    }
}
