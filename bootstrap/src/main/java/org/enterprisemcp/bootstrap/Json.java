package org.enterprisemcp.bootstrap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import org.enterprisemcp.domain.record.Fields;

/** Fields as people read them on a terminal. */
final class Json {

    private Json() {}

    static String of(Fields fields) {
        try {
            return new ObjectMapper().writeValueAsString(fields.values());
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("fields hold JSON-like values only", impossible);
        }
    }
}
