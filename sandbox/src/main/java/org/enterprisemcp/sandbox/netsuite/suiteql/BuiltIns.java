package org.enterprisemcp.sandbox.netsuite.suiteql;

import java.util.List;
import java.util.Optional;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.schema.Column;
import org.enterprisemcp.sandbox.netsuite.suiteql.Catalog.Enumeration;
import org.enterprisemcp.sandbox.netsuite.suiteql.Catalog.Field;
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
            case "DF" -> displayed(first, arguments.size());
            case "CF", "CONSOLIDATE", "CURRENCY", "CURRENCY_CONVERT" -> expressions.write(first);
            case "RELATIVE_RANGES" -> range(arguments);
            default -> throw Refused.unsupported();
        };
    }

    /** The text that people know a reference or a code by; any other column is its own text. */
    private SqlText displayed(Expression argument, int arguments) {
        if (arguments != 1 || !(argument instanceof Column column)) {
            throw Refused.unsupported();
        }
        Scope.Found found = scope.require(column);
        Field field = found.field();
        Optional<Reference> reference = selects.catalog().reference(field);
        if (reference.isPresent()) {
            Reference target = reference.get();
            return new SqlText()
                    .add("SUITEQL.DISPLAYED(")
                    .literal(target.table())
                    .add(", ")
                    .literal(target.key())
                    .add(", ")
                    .literal(target.display())
                    .add(", ")
                    .add(found.text())
                    .add(")");
        }
        Optional<Enumeration> enumeration = selects.catalog().enumeration(field);
        return enumeration.isPresent() ? label(found, enumeration.get()) : found.text();
    }

    private SqlText label(Scope.Found found, Enumeration enumeration) {
        SqlText code = found.text();
        if (enumeration.qualifier().isPresent()) {
            // A select may pass on a status without the type that it belongs to; then there is no way to read it.
            code = found.source().columns().entrySet().stream()
                    .filter(column ->
                            column.getValue().table().equals(found.field().table())
                                    && column.getValue()
                                            .name()
                                            .equals(enumeration.qualifier().get()))
                    .map(column -> new Scope.Found(found.source(), column.getKey(), column.getValue()))
                    .findFirst()
                    .orElseThrow(Refused::unsupported)
                    .text()
                    .add(" || ':' || ")
                    .add(code);
        }
        return new SqlText()
                .add("SUITEQL.LABEL(")
                .literal(found.field().table())
                .add(", ")
                .literal(found.field().name())
                .add(", ")
                .add(code)
                .add(")");
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
