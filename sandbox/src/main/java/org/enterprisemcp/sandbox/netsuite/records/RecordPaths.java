package org.enterprisemcp.sandbox.netsuite.records;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.enterprisemcp.sandbox.netsuite.books.Column;
import org.enterprisemcp.sandbox.netsuite.books.Part;
import org.enterprisemcp.sandbox.netsuite.books.RecordType;
import org.enterprisemcp.sandbox.netsuite.books.Sublist;
import org.enterprisemcp.sandbox.wire.Reply;

/** Which path and method means what below {@code record/v1}. */
final class RecordPaths {

    private static final String RESOURCE = "application/vnd.oracle.resource+json; type=";
    private static final String CONTENT_TYPE = "Content-Type";
    private static final String WARNING = "Warning";

    private final Work work;

    RecordPaths(Work work) {
        this.work = work;
    }

    /** Whether an answer is only a form, so that what was done for it must not be kept. */
    static boolean onlyShown(Reply reply) {
        String type = reply.headers().getOrDefault(CONTENT_TYPE, "");
        return type.contains("type=create-form") || type.contains("type=edit-form");
    }

    Reply answer(Call call, List<String> steps) {
        RecordType type = type(steps.getFirst(), call);
        return switch (steps.size()) {
            case 1 -> collection(type, call);
            case 2 -> single(type, steps.get(1), call);
            default -> below(type, steps, call);
        };
    }

    private RecordType type(String name, Call call) {
        RecordType type = work.types().named(name).orElseThrow(() -> Refused.unknownType(name, call.path()));
        return visible(type, call);
    }

    private static RecordType visible(RecordType type, Call call) {
        if (!call.may().sees(type.name())) {
            throw Refused.permission();
        }
        return type;
    }

    private Reply collection(RecordType type, Call call) {
        return switch (call.method()) {
            case "GET" -> resource(200, new Lists(work).list(type, call), "collection");
            case "POST" -> {
                if (call.wants("select-options")) {
                    call.body();
                    yield resource(200, new SelectOptions(work).of(type, call), "select-options");
                }
                boolean form = call.wants("create-form");
                Entry entry = Entry.of(work, call);
                long id = new Create(work, entry, form).create(type, call.body());
                yield form ? form(type, id, call, "create-form") : changed(type, id, entry);
            }
            default -> throw Refused.notAllowed(call.method());
        };
    }

    private Reply single(RecordType type, String name, Call call) {
        if (call.method().equals("PUT")) {
            return upsert(type, name, call);
        }
        if (call.method().equals("DELETE") && !call.may().deletes()) {
            throw Refused.permission();
        }
        long id = work.find(type, name);
        return switch (call.method()) {
            case "GET" ->
                resource(
                        200,
                        rendering(type, call)
                                .record(type, work.row(type, id), work.links().href(call.target())),
                        "singular");
            case "PATCH" -> {
                if (call.wants("select-options")) {
                    yield resource(200, new SelectOptions(work).of(type, call), "select-options");
                }
                Entry entry = update(type, id, call);
                yield call.wants("edit-form") ? form(type, id, call, "edit-form") : changed(type, id, entry);
            }
            case "DELETE" -> {
                new Delete(work).delete(type, id);
                yield Reply.empty(204);
            }
            default -> throw Refused.notAllowed(call.method());
        };
    }

    private Reply upsert(RecordType type, String name, Call call) {
        if (!name.startsWith("eid:") || name.length() == 4) {
            throw Refused.request("PUT needs an external ID: /" + type.name() + "/eid:EXTERNAL-ID.");
        }
        Entry entry = Entry.of(work, call);
        ObjectNode body = call.body();
        long id = work.search(type, name)
                .map(known -> {
                    new Update(work, entry, call.words("replace"), call.flag("replaceSelectedFields"))
                            .update(type, known, body);
                    return known;
                })
                .orElseGet(() -> {
                    body.properties().removeIf(property -> property.getKey().equalsIgnoreCase("externalId"));
                    body.put("externalId", name.substring(4));
                    return new Create(work, entry, false).create(type, body);
                });
        return changed(type, id, entry);
    }

    private Entry update(RecordType type, long id, Call call) {
        Entry entry = Entry.of(work, call);
        new Update(work, entry, call.words("replace"), call.flag("replaceSelectedFields"))
                .update(type, id, call.body());
        return entry;
    }

    private Reply below(RecordType type, List<String> steps, Call call) {
        long id = work.find(type, steps.get(1));
        String step = steps.get(2);
        if (step.equals("!transform") && steps.size() == 4) {
            return transform(type, id, steps.get(3), call);
        }
        if ((step.equals("!attach") || step.equals("!detach")) && steps.size() == 5) {
            return attachment(type, id, steps, call);
        }
        if (step.startsWith("@") && steps.size() == 3) {
            return action(type, id, step.substring(1), call);
        }
        if (!call.method().equals("GET")) {
            throw Refused.notAllowed(call.method());
        }
        return subresource(type, id, steps, call);
    }

    private Reply transform(RecordType type, long id, String into, Call call) {
        post(call);
        RecordType target = type(into, call);
        boolean form = call.wants("create-form");
        Entry entry = Entry.of(work, call);
        long made = new Transforms(work, entry, form).transform(type, id, target, call.body());
        return form ? form(target, made, call, "create-form") : changed(target, made, entry);
    }

    private Reply attachment(RecordType type, long id, List<String> steps, Call call) {
        post(call);
        Attachments attachments = new Attachments(work, Entry.of(work, call));
        if (steps.get(2).equals("!attach")) {
            attachments.attach(type, id, steps.get(3), steps.get(4), call.body());
        } else {
            attachments.detach(type, id, steps.get(3), steps.get(4));
        }
        return Reply.empty(204);
    }

    private Reply action(RecordType type, long id, String action, Call call) {
        post(call);
        call.body();
        try {
            new Actions(work).run(type, id, action);
        } catch (Refused refused) {
            return refused.flatReply();
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("links", Links.self(work.links().record(type, id)));
        return resource(200, body.put("result", true), "singular");
    }

    private Reply subresource(RecordType type, long id, List<String> steps, Call call) {
        Row row = work.row(type, id);
        Rendering rendering = rendering(type, call);
        String own = work.links().record(type, id);
        String name = steps.get(2);
        Part part = type.part(name).orElse(null);
        if (part != null && steps.size() == 3 && row.has(part.holder().name())) {
            return resource(200, rendering.part(part, row, own, true), "singular");
        }
        Sublist sublist = type.sublist(name).orElse(null);
        if (sublist != null) {
            return sublist(type, sublist, id, steps, call);
        }
        return type.field(name)
                .filter(field -> steps.size() == 3 && field.column().kind() == Column.Kind.REF)
                .filter(field -> row.has(field.column().name()))
                .flatMap(field -> work.target(field, row.id(field.column().name()))
                        .flatMap(Work.Target::type)
                        .map(target -> resource(
                                200,
                                rendering.record(
                                        visible(target, call),
                                        work.row(target, row.id(field.column().name())),
                                        work.links()
                                                .record(
                                                        target,
                                                        row.id(field.column().name()))),
                                "singular")))
                .orElseThrow(() -> noSuch(call));
    }

    private Reply sublist(RecordType type, Sublist sublist, long id, List<String> steps, Call call) {
        Rendering rendering = rendering(type, call);
        String own = work.links().record(type, id) + "/" + sublist.name();
        if (steps.size() == 3) {
            return resource(
                    200,
                    rendering.collection(type, sublist, id, own, work.links().href(call.target())),
                    "collection");
        }
        Row line = Lines.of(work.store(), sublist, id).stream()
                .filter(each -> String.valueOf(Rendering.key(sublist, each)).equals(steps.get(3)))
                .findFirst()
                .orElseThrow(() -> noSuch(call));
        if (steps.size() == 4) {
            return resource(200, rendering.line(type, sublist, line, own, call.flag("expandSubResources")), "singular");
        }
        Part part = sublist.part(steps.get(4)).filter(each -> steps.size() == 5).orElseThrow(() -> noSuch(call));
        return resource(200, rendering.part(part, line, own + "/" + steps.get(3), true), "singular");
    }

    private static Refused noSuch(Call call) {
        return Refused.notFound("The requested sub-resource does not exist.", call.path());
    }

    private static void post(Call call) {
        if (!call.method().equals("POST")) {
            throw Refused.notAllowed(call.method());
        }
    }

    private Rendering rendering(RecordType type, Call call) {
        Set<String> only = call.words("fields").stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        for (String name : only) {
            if (type.field(name).isEmpty()
                    && type.sublist(name).isEmpty()
                    && type.part(name).isEmpty()
                    && !name.equals("id")) {
                throw Refused.parameter(
                        "fields",
                        "Invalid value for the query parameter fields: record type '" + type.name() + "' has no field '"
                                + name + "'.");
            }
        }
        return new Rendering(work, call.flag("expandSubResources"), call.flag("simpleEnumFormat"), only);
    }

    /** What the record would be; nothing of it is kept. */
    private Reply form(RecordType type, long id, Call call, String form) {
        ObjectNode body = new Rendering(work, true, call.flag("simpleEnumFormat"), Set.of())
                .record(type, work.row(type, id), work.links().href(call.target()));
        if (form.equals("create-form")) {
            body.remove("id");
        }
        return resource(200, body, form);
    }

    private Reply changed(RecordType type, long id, Entry entry) {
        Reply reply = Reply.empty(204).with("Location", work.links().record(type, id));
        String warning = entry.warning();
        return warning == null ? reply : reply.with(WARNING, "199 - \"" + warning.replaceAll("[^ -~]|\"", "'") + "\"");
    }

    private static Reply resource(int status, ObjectNode body, String type) {
        return Reply.of(status, body).with(CONTENT_TYPE, RESOURCE + type + "; charset=UTF-8");
    }
}
