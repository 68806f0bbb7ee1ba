package org.enterprisemcp.domain.port;

import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.target.Target;

/** Tells how the connection to an upstream is. */
public interface ConnectionProbe {

    /** The limits of an account and how far they are used, by snake_case name. Nothing is sent. */
    Fields limits(Target target);

    /** Makes the cheapest call that shows whether the credential is accepted, and brings what it tells. It changes nothing. */
    Answer<Fields> check(CallScope scope);
}
