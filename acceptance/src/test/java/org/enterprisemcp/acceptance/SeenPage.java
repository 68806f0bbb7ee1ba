package org.enterprisemcp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** What everybody needs of a page, by what {@code browser.mjs} measured of it; the numbers are those of WCAG 2.2. */
final class SeenPage {

    private static final double READABLE = 4.5;
    private static final double VISIBLE = 3;
    private static final double TOUCHABLE = 44;
    private static final double CLICKABLE = 24;
    private static final double TOLERANCE = 0.01;

    private SeenPage() {}

    /** 1.4.3, 1.4.10, 1.4.11, 1.3.1, 2.4.2, 3.1.1: it can be read in its colours, and nothing of it is cut off. */
    static void assertReadable(JsonNode look) {
        String which = look.path("scheme").asText() + look.path("width").asText();
        assertThat(look.path("lang").asText()).isEqualTo("en");
        assertThat(look.path("title").asText()).isNotBlank();
        assertThat(look.path("texts"))
                .as(which)
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text.path("contrast").asDouble())
                        .as(text.path("what").asText())
                        .isGreaterThanOrEqualTo(READABLE - TOLERANCE));
        assertThat(look.path("shapes"))
                .as(which)
                .allSatisfy(shape -> assertThat(shape.path("contrast").asDouble())
                        .as(shape.path("what").asText())
                        .isGreaterThanOrEqualTo(VISIBLE - TOLERANCE));
        assertThat(look.path("sidewaysScroll").asBoolean(true)).as(which).isFalse();
        assertThat(look.path("cut")).as(which).isEmpty();
        assertThat(look.path("violations")).as(which).isEmpty();
        assertInOrder(strings(look.path("headings")));
    }

    /** 1.4.11, 2.5.8 and, where fingers are used, 2.5.5: controls can be seen and hit. */
    static void assertUsable(JsonNode look, boolean byFinger) {
        assertThat(look.path("controls")).isNotEmpty().allSatisfy(control -> {
            String what = control.path("what").asText();
            boolean inALine = what.startsWith("a ");
            if (!inALine) {
                assertThat(control.path("height").asDouble())
                        .as(what)
                        .isGreaterThanOrEqualTo((byFinger ? TOUCHABLE : CLICKABLE) - TOLERANCE);
            }
            if (!control.path("edge").isNull()) {
                assertThat(control.path("edge").asDouble()).as(what).isGreaterThanOrEqualTo(VISIBLE - TOLERANCE);
            }
        });
    }

    /** 2.1.1, 2.4.3, 2.4.7, 2.4.11: the keyboard comes to everything, in the order of the page, and is seen there. */
    static void assertWalkable(JsonNode stops) {
        assertThat(stops).isNotEmpty().allSatisfy(stop -> {
            String what = stop.path("tag").asText() + " " + stop.path("name").asText();
            assertThat(stop.path("name").asText()).as(what).isNotBlank();
            assertThat(stop.path("outline").asText()).as(what).isEqualTo("solid");
            assertThat(stop.path("thickness").asDouble()).as(what).isGreaterThanOrEqualTo(2);
            assertThat(stop.path("inView").asBoolean()).as(what).isTrue();
        });
        assertThat(StreamSupport.stream(stops.spliterator(), false)
                        .map(stop -> stop.path("at").asInt())
                        .toList())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    /** One first heading, and none that skips a level. */
    private static void assertInOrder(List<String> headings) {
        assertThat(headings).isNotEmpty();
        assertThat(headings.getFirst()).startsWith("H1");
        int level = 0;
        for (String heading : headings) {
            int next = heading.charAt(1) - '0';
            assertThat(next).as(heading).isLessThanOrEqualTo(level + 1).isGreaterThan(level == 0 ? 0 : 1);
            level = next;
        }
    }

    static List<String> strings(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
