package org.enterprisemcp.sandbox.netsuite.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.sandbox.netsuite.books.Kind;
import org.enterprisemcp.sandbox.netsuite.books.RecordType;
import org.enterprisemcp.sandbox.netsuite.books.Sublist;

/** Makes a follow-up document: {@code POST /{type}/{id}/!transform/{target}}. What the body names wins over what the source says. */
final class Transforms {

    private static final Map<String, List<String>> TARGETS = Map.of(
            "salesOrder", List.of("invoice", "itemFulfillment"),
            "customer", List.of("salesOrder", "invoice", "customerPayment", "creditMemo", "vendor"),
            "invoice", List.of("customerPayment", "creditMemo"),
            "purchaseOrder", List.of("vendorBill"),
            "vendor", List.of("purchaseOrder", "vendorBill"));

    private final Work work;
    private final Entry entry;
    private final boolean form;

    Transforms(Work work, Entry entry, boolean form) {
        this.work = work;
        this.entry = entry;
        this.form = form;
    }

    /** Makes the follow-up and returns its id. */
    long transform(RecordType source, long id, RecordType target, ObjectNode body) {
        if (!TARGETS.getOrDefault(source.name(), List.of()).contains(target.name())) {
            throw Refused.user(
                    "The record type '" + source.name() + "' cannot be transformed to '" + target.name() + "'.");
        }
        Row from = work.row(source, id);
        ObjectNode draft = JsonNodeFactory.instance.objectNode();
        Row given = new Row();
        if (source.isTransaction()) {
            refuseWaiting(source, from);
            document(source, from, target, draft, body);
            given.put("createdfrom", target.name().equals("customerPayment") ? null : id);
        } else if (target.isTransaction()) {
            draft.putObject(target.name().equals("customerPayment") ? "customer" : "entity")
                    .put("id", id);
        } else {
            company(from, draft);
        }
        Optional<Sublist> lines = target.sublist("item");
        for (Map.Entry<String, JsonNode> property : body.properties()) {
            boolean merged =
                    draft.has("item") && lines.isPresent() && property.getKey().equalsIgnoreCase("item");
            if (merged) {
                merge(
                        draft.withArray("/item/items"),
                        Lines.property(body, "item").path("items"));
            } else {
                draft.properties().removeIf(each -> each.getKey().equalsIgnoreCase(property.getKey()));
                draft.set(property.getKey(), property.getValue());
            }
        }
        long made = new Create(work, entry, form).create(target, draft, given);
        if (given.has("createdfrom") && lines.isPresent()) {
            work.store()
                    .change(
                            "UPDATE transactionline SET createdfrom = ? WHERE transaction = ? AND mainline = 'F'",
                            id,
                            made);
        }
        return made;
    }

    /** What two companies have in common. */
    private static void company(Row from, ObjectNode draft) {
        for (String[] text :
                new String[][] {{"companyName", "companyname"}, {"email", "email"}, {"phone", "phone"}, {"url", "url"}
                }) {
            if (from.has(text[1])) {
                draft.put(text[0], from.text(text[1]));
            }
        }
        for (String field : new String[] {"subsidiary", "currency"}) {
            if (from.has(field)) {
                draft.putObject(field).put("id", from.id(field));
            }
        }
    }

    private static void refuseWaiting(RecordType source, Row from) {
        boolean order = source.name().endsWith("Order");
        if (order && from.text("status").matches("[ACH]")) {
            throw Refused.user("The order is pending approval, cancelled or closed and cannot be transformed.");
        }
        if (order && from.text("status").equals("G")) {
            throw Refused.user("The order is billed in full already.");
        }
    }

    private void document(RecordType source, Row from, RecordType target, ObjectNode draft, ObjectNode body) {
        if (target.name().equals("customerPayment")) {
            if (from.number("foreignamountunpaid").signum() == 0) {
                throw Refused.user("The invoice is paid in full already.");
            }
            draft.putObject("customer").put("id", from.id("entity"));
            draft.putObject("apply")
                    .putArray("items")
                    .addObject()
                    .put("apply", true)
                    .putObject("doc")
                    .put("id", from.id("id"));
            // A caller's amount is what the payment applies to the invoice, too.
            JsonNode payment = Lines.property(body, "payment");
            if (payment.isNumber()) {
                ((ObjectNode) draft.at("/apply/items/0")).set("amount", payment);
            }
            return;
        }
        draft.putObject("entity").put("id", from.id("entity"));
        for (String field :
                new String[] {"currency", "subsidiary", "department", "class", "location", "terms", "custbody_channel"
                }) {
            if (from.has(field) && target.field(field).isPresent()) {
                draft.putObject(field).put("id", from.id(field));
            }
        }
        for (String[] text : new String[][] {{"memo", "memo"}, {"otherRefNum", "otherrefnum"}}) {
            if (from.has(text[1]) && target.field(text[0]).isPresent()) {
                draft.put(text[0], from.text(text[1]));
            }
        }
        ArrayNode items = draft.putObject("item").putArray("items");
        open(source, from, target).forEach(items::add);
        if (items.isEmpty()) {
            throw Refused.user("There is nothing left of this record to transform.");
        }
    }

    /** The lines of the source that are still to be delivered or billed. */
    private List<ObjectNode> open(RecordType source, Row from, RecordType target) {
        boolean delivering = target.kind().equals(Optional.of(Kind.FULFILLMENT));
        return Lines.of(work.store(), source.sublist("item").orElseThrow(), from.id("id")).stream()
                .filter(line -> !delivering || line.text("itemtype").equals("InvtPart"))
                .map(line -> followUp(line, delivering))
                .filter(line -> line.path("quantity").decimalValue().signum() > 0)
                .toList();
    }

    private static ObjectNode followUp(Row line, boolean delivering) {
        BigDecimal done = line.number(delivering ? "quantityshiprecv" : "quantitybilled");
        ObjectNode next = JsonNodeFactory.instance.objectNode().put("orderLine", line.id("id"));
        next.putObject("item").put("id", line.id("item"));
        next.put("quantity", line.number("quantity").abs().subtract(done));
        if (line.has("memo")) {
            next.put("description", line.text("memo"));
        }
        if (line.has("location")) {
            next.putObject("location").put("id", line.id("location"));
        }
        if (!delivering) {
            next.put("rate", line.number("rate"));
            for (String field : new String[] {"department", "class"}) {
                if (line.has(field)) {
                    next.putObject(field).put("id", line.id(field));
                }
            }
        }
        return next;
    }

    /** Lines of the body that name an order line change that one; others are added. */
    private static void merge(ArrayNode draft, JsonNode sent) {
        for (JsonNode line : sent) {
            JsonNode orderLine = line instanceof ObjectNode object ? Lines.property(object, "orderLine") : line;
            Optional<JsonNode> same = draft.valueStream()
                    .filter(each ->
                            each.path("orderLine").asText().equals(orderLine.asText()) && !orderLine.isMissingNode())
                    .findFirst();
            if (same.isPresent() && line instanceof ObjectNode object) {
                ((ObjectNode) same.get()).setAll(object);
            } else {
                draft.add(line);
            }
        }
    }
}
