package org.enterprisemcp.upstream.generic;

import java.util.List;
import java.util.Map;

/** A piece of YAML that remembers its line. */
sealed interface YamlNode {

    int line();

    /** What it is, in the words of a problem. */
    String kind();

    record Mapping(int line, Map<String, YamlNode> entries) implements YamlNode {
        @Override
        public String kind() {
            return "a mapping";
        }
    }

    record Sequence(int line, List<YamlNode> elements) implements YamlNode {
        @Override
        public String kind() {
            return "a list";
        }
    }

    record Scalar(int line, String text, Type type) implements YamlNode {
        @Override
        public String kind() {
            return switch (type) {
                case TEXT -> "a text";
                case INTEGER -> "a whole number";
                case FLAG -> "true or false";
                case DECIMAL -> "a decimal number";
                case EMPTY -> "empty";
            };
        }
    }

    /** What a scalar looks like to YAML; quotes make anything a text. */
    enum Type {
        TEXT,
        INTEGER,
        DECIMAL,
        FLAG,
        EMPTY
    }
}
