package org.enterprisemcp.sandbox.netsuite.oauth;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.sandbox.wire.Reply;
import org.enterprisemcp.sandbox.wire.Request;

/** {@code authorize.nl}: login, role, consent, and back to the client (netsuite.md, 2). */
final class AuthorizeEndpoint {

    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final int LOGINS = 1_000;

    private final Clients clients;
    private final Codes codes;
    private final Tickets<Login> logins;

    AuthorizeEndpoint(Clients clients, Codes codes, Clock clock) {
        this.clients = clients;
        this.codes = codes;
        this.logins = new Tickets<>(clock, LOGINS);
    }

    /** @param accounts the account whose host was asked, or all of them at the system's own login */
    Reply answer(Request request, List<Account> accounts) {
        return switch (request.method()) {
            case "GET" -> begin(request, accounts);
            case "POST" -> goOn(request);
            default -> Pages.error(405, "This page is for browsers.").with("Allow", "GET, POST");
        };
    }

    private Reply begin(Request request, List<Account> accounts) {
        return switch (Authorization.read(request, clients)) {
            case Authorization.Wanted wanted -> Pages.login(logins.issue(Login.begin(wanted, accounts), PATIENCE), "");
            case Authorization.SentBack mistake -> mistake.reply();
            case Authorization.Shown mistake -> Pages.error(400, mistake.why());
        };
    }

    private Reply goOn(Request request) {
        try {
            Form form = Form.ofBody(request);
            String ticket = form.field("login");
            Optional<Login> login = logins.see(ticket);
            if (login.isEmpty()) {
                return Pages.error(400, "This login has run out. Go back to the application and begin again.");
            }
            return step(form, ticket, login.get());
        } catch (OAuthRefusal malformed) {
            return Pages.error(400, "This is no form of this login.");
        }
    }

    private Reply step(Form form, String ticket, Login login) {
        return switch (form.field("step")) {
            case "login" -> logIn(form, ticket, login);
            case "role" -> pick(form, ticket, login);
            case "consent" -> decide(form, ticket, login);
            default -> Pages.error(400, "This is no form of this login.");
        };
    }

    private Reply logIn(Form form, String ticket, Login login) {
        if (!DemoUser.is(form.field("email"), form.field("password"))) {
            return Pages.login(ticket, "You have entered an invalid email address or password. Please try again.");
        }
        logins.put(ticket, login.withUser(), PATIENCE);
        return Pages.roles(ticket, login.choices());
    }

    private Reply pick(Form form, String ticket, Login login) {
        if (!login.user()) {
            return Pages.login(ticket, "Log in first.");
        }
        Optional<Login.Choice> choice = login.choice(form.field("role"));
        if (choice.isEmpty()) {
            return Pages.roles(ticket, login.choices());
        }
        logins.put(ticket, login.with(choice.get()), PATIENCE);
        Authorization.Wanted wanted = login.wanted();
        return Pages.consent(
                ticket,
                wanted.client(),
                choice.get(),
                wanted.scopes().stream().sorted().toList());
    }

    private Reply decide(Form form, String ticket, Login login) {
        if (login.choice().isEmpty()) {
            return login.user() ? Pages.roles(ticket, login.choices()) : Pages.login(ticket, "Log in first.");
        }
        // Of two clicks on Allow only one makes a code.
        if (logins.take(ticket).isEmpty()) {
            return Pages.error(400, "This login has ended already.");
        }
        Login.Choice choice = login.choice().get();
        Map<String, String> answer = new LinkedHashMap<>();
        if (form.field("decision").equals("allow")) {
            answer.put("code", codes.issue(login.wanted(), choice));
        } else {
            answer.put("error", "access_denied");
        }
        answer.put("role", String.valueOf(choice.role().id()));
        answer.put("entity", String.valueOf(choice.account().entity()));
        answer.put("company", choice.account().id());
        return login.wanted().back(answer);
    }
}
