package org.enterprisemcp.acceptance.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of this checkout, taken apart.
 *
 * @param file where it stands
 * @param text all of it
 */
record Page(Path file, String text) {

    private static final List<String> AT_THE_ROOT =
            List.of("README.md", "CONTRIBUTING.md", "SECURITY.md", "AGENTS.md", "CHANGELOG.md");
    private static final Pattern FENCE = Pattern.compile("(?ms)^```([a-z]*)\\n(.*?)^```\\s*$");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");
    private static final Pattern LINK = Pattern.compile("\\]\\((?![a-z]+:)([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");

    /**
     * A fenced block.
     *
     * @param language what stands after the opening fence; empty where nothing does
     */
    record Block(String language, String text) {}

    static Page of(String path) {
        Path file = Checkout.ROOT.resolve(path);
        return new Page(file, Checkout.read(file));
    }

    /** All that people read: the pages at the root, and those of docs. */
    static List<Page> all() {
        List<Page> pages = new ArrayList<>();
        AT_THE_ROOT.forEach(name -> pages.add(of(name)));
        Checkout.filesBelow(Checkout.ROOT.resolve("docs"), ".md").stream()
                .map(file -> new Page(file, Checkout.read(file)))
                .forEach(pages::add);
        return pages;
    }

    /** Its path from the root of the checkout. */
    String name() {
        return Checkout.ROOT.relativize(file).toString();
    }

    List<Block> blocks() {
        return FENCE.matcher(text)
                .results()
                .map(block -> new Block(block.group(1), block.group(2)))
                .toList();
    }

    List<String> blocks(String language) {
        return blocks().stream()
                .filter(block -> block.language().equals(language))
                .map(Block::text)
                .toList();
    }

    /** The text without its blocks. */
    String prose() {
        return FENCE.matcher(text).replaceAll("");
    }

    /** What stands between single backticks outside the blocks. */
    List<String> code() {
        return CODE.matcher(prose()).results().map(code -> code.group(1)).toList();
    }

    /** Where its relative links lead, as they are written. */
    List<String> links() {
        return LINK.matcher(prose()).results().map(link -> link.group(1)).toList();
    }

    /** What may stand behind the # of a link to this page, made of its headings the way GitHub makes it. */
    Set<String> anchors() {
        Set<String> anchors = new HashSet<>();
        Matcher heading = HEADING.matcher(prose());
        while (heading.find()) {
            String slug = heading.group(1)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-');
            String anchor = slug;
            for (int again = 1; !anchors.add(anchor); again++) {
                anchor = slug + "-" + again;
            }
        }
        return anchors;
    }

    @Override
    public String toString() {
        return name();
    }
}
