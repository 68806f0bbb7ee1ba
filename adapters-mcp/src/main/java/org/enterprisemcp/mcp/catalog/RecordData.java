package org.enterprisemcp.mcp.catalog;

import java.util.LinkedHashMap;
import java.util.Map;
import org.enterprisemcp.domain.record.DeletedRecord;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.UpstreamRecord;
import org.enterprisemcp.domain.record.WrittenRecord;

/** Records as the {@code data} of the result envelope. */
final class RecordData {

    private RecordData() {}

    static Map<String, Object> of(WrittenRecord written) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("record_type", written.type().value());
        data.put("record_id", written.id().map(RecordId::value).orElse(null));
        data.put("record", written.fields().map(Fields::values).orElse(null));
        data.put("saved", written.saved());
        return data;
    }

    static Map<String, Object> of(UpstreamRecord found) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("record_type", found.type().value());
        data.put("record_id", found.id().value());
        data.put("record", found.fields().values());
        return data;
    }

    static Map<String, Object> of(DeletedRecord gone) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("record_type", gone.type().value());
        data.put("record_id", gone.id().value());
        data.put("deleted", true);
        return data;
    }
}
