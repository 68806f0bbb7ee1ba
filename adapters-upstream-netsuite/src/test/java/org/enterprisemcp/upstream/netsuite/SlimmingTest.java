package org.enterprisemcp.upstream.netsuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.fields;

import org.enterprisemcp.domain.record.Fields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlimmingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | {}",
                "{\"links\":[{\"rel\":\"self\"}],\"id\":\"7\"} | {\"id\":\"7\"}",
                "{\"a\":null,\"b\":false,\"c\":0,\"d\":\"\"} | {\"b\":false,\"c\":0,\"d\":\"\"}",
                "{\"entity\":{\"links\":[],\"id\":\"1\",\"refName\":\"x\"}} | {\"entity\":{\"id\":\"1\",\"refName\":\"x\"}}",
                "{\"item\":{\"links\":[{\"rel\":\"self\"}]}} | {}",
                "{\"item\":{\"links\":[],\"items\":[{\"links\":[],\"line\":1}],\"totalResults\":1}} | {\"item\":{\"items\":[{\"line\":1}]}}",
                "{\"item\":{\"links\":[],\"count\":0,\"hasMore\":false,\"items\":[],\"offset\":0,\"totalResults\":0}} | {\"item\":{\"items\":[]}}",
                "{\"count\":5,\"offset\":2,\"hasMore\":true} | {\"count\":5,\"offset\":2,\"hasMore\":true}",
                "{\"list\":[1,null,{\"links\":[]},\"x\"]} | {\"list\":[1,\"x\"]}"
            })
    void keepsWhatTellsSomething(String record, String slim) {
        assertThat(Slimming.slim(fields(record))).isEqualTo(fields(slim));
    }

    @Test
    void keepsTheOrderOfFields() {
        Fields slim = Slimming.slim(fields("{\"z\":1,\"links\":[],\"a\":2,\"m\":3}"));

        assertThat(slim.values().keySet()).containsExactly("z", "a", "m");
    }
}
