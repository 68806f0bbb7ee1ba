package org.enterprisemcp.sandbox.netsuite.suiteql;

import java.util.List;
import java.util.Optional;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.schema.Column;
import org.enterprisemcp.sandbox.netsuite.suiteql.Catalog.Enumeration;
import org.enterprisemcp.sandbox.netsuite.suiteql.Catalog.Reference;

/** SuiteQL's built-in functions, written for H2. An account here has one currency, so that amounts need no conversion. */
final class BuiltIns {

    private final ExpressionWriter expressions;
    private final SelectWriter selects;
    private final Scope scope;

    BuiltIns(ExpressionWriter expressions, SelectWriter selects, Scope scope) {
        this.expressions = expressions;
        this.selects = selects;
        this.scope = scope;
    }

    SqlText write(String name, List<Expression> arguments) {
        if (arguments.isEmpty()) {
            throw Refused.unsupported();
        }
        Expression first = arguments.getFirst();
        return switch (name) {
            case "DF" -> {
                Displayed displayed = displayed(arguments);
                yield displayed.of(displayed.value());
            }
            case "CF", "CONSOLIDATE", "CURRENCY", "CURRENCY_CONVERT" -> expressions.write(first);
            case "RELATIVE_RANGES" -> range(arguments);
            default -> throw Refused.unsupported();
        };
    }

    /**
     * A value and the call that makes it readable.
     *
     * @param call the call up to its last argument; empty if the value is readable as it is
     */
    record Displayed(SqlText call, SqlText value) {

        /** The call with this as its last argument. */
        SqlText of(SqlText other) {
            return new SqlText().add(call).add(other).add(call.toString().isEmpty() ? "" : ")");
        }
    }

    /** The text that people know a reference or a code by; any other column is its own text. */
    Displayed displayed(List<Expression> arguments) {
        if (arguments.size() != 1 || !(arguments.getFirst() instanceof Column column)) {
            throw Refused.unsupported();
        }
        Scope.Found found = scope.require(column);
        Optional<Reference> reference = selects.catalog().reference(found.field());
        if (reference.isPresent()) {
            Reference target = reference.get();
            SqlText call = call("DISPLAYED", target.table(), target.key(), target.display());
            return new Displayed(call, found.text());
        }
        return selects.catalog()
                .enumeration(found.field())
                .map(enumeration -> new Displayed(
                        call("LABEL", found.field().table(), found.field().name()), code(found, enumeration)))
                .orElseGet(() -> new Displayed(new SqlText(), found.text()));
    }

    private static SqlText call(String function, String... names) {
        SqlText text = SqlText.of("SUITEQL." + function + "(");
        for (String name : names) {
            text.literal(name).add(", ");
        }
        return text;
    }

    private static SqlText code(Scope.Found found, Enumeration enumeration) {
        if (enumeration.qualifier().isEmpty()) {
            return found.text();
        }
        String qualifier = enumeration.qualifier().get();
        // A select may pass on a status without the type that it belongs to; then there is no way to read it.
        return found.source().columns().entrySet().stream()
                .filter(beside -> beside.getValue().table().equals(found.field().table())
                        && beside.getValue().name().equals(qualifier))
                .map(beside -> new Scope.Found(found.source(), beside.getKey(), beside.getValue()))
                .findFirst()
                .orElseThrow(Refused::unsupported)
                .text()
                .add(" || ':' || ")
                .add(found.text());
    }

    private SqlText range(List<Expression> arguments) {
        if (arguments.size() > 3 || !arguments.stream().allMatch(StringValue.class::isInstance)) {
            throw Refused.unsupported();
        }
        List<String> words =
                arguments.stream().map(word -> ((StringValue) word).getValue()).toList();
        if (words.size() < 2) {
            throw Refused.unsupported();
        }
        return selects.moment(RelativeRange.of(words.get(0), selects.now().toLocalDate())
                .bound(words.get(1))
                .atStartOfDay());
    }
}
