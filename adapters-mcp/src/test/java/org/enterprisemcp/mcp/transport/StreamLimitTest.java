package org.enterprisemcp.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.domain.token.Scope;
import org.enterprisemcp.domain.token.SignIn;
import org.enterprisemcp.mcp.ProtocolRefusal;
import org.junit.jupiter.api.Test;

class StreamLimitTest {

    private final StreamLimit limit = new StreamLimit();

    @Test
    void refusesOneStreamTooManyUntilAnotherIsClosed() {
        List<StreamLimit.Place> taken = new ArrayList<>();
        for (int i = 0; i < StreamLimit.MOST_PER_CALLER; i++) {
            taken.add(limit.take(caller("ann")));
        }
        ProtocolRefusal refusal = catchThrowableOfType(ProtocolRefusal.class, () -> limit.take(caller("ann")));
        assertThat(refusal.status()).isEqualTo(429);
        assertThat(refusal).hasMessageContaining("100 streams");
        limit.take(caller("bob")).close();

        taken.getFirst().close();
        limit.take(caller("ann")).close();
        taken.subList(1, taken.size()).forEach(StreamLimit.Place::close);
    }

    private static Caller caller(String name) {
        return new Caller(name, Scope.ALL, Optional.empty(), new SignIn.None());
    }
}
