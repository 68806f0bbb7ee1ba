package org.enterprisemcp.sandbox.netsuite.oauth;

import java.util.List;
import java.util.stream.Collectors;
import org.enterprisemcp.sandbox.wire.Reply;

/** The pages of a login: plain HTML, no script, nothing from elsewhere. Each form passes as it stands. */
final class Pages {

    @SuppressWarnings("InlineFormatString")
    private static final String FRAME = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s</title>
            <style>
            body { font: 16px/1.5 system-ui, sans-serif; background: #eef1f4; color: #1d2733; margin: 0 }
            main { max-width: 26rem; margin: 8vh auto; background: #fff; padding: 2rem; border-radius: .5rem;
              box-shadow: 0 1px 4px rgb(0 0 0 / .2) }
            h1 { font-size: 1.35rem; margin: 0 0 1rem }
            label { display: block; margin: .75rem 0 .25rem }
            input[type=email], input[type=password] { width: 100%%; box-sizing: border-box; padding: .5rem; font: inherit;
              border: 1px solid #8795a5; border-radius: .25rem }
            fieldset { border: 0; margin: 0; padding: 0 }
            fieldset label { display: flex; gap: .5rem; align-items: baseline }
            button { margin: 1.25rem .5rem 0 0; padding: .5rem 1.25rem; font: inherit; border: 1px solid #1f5f8b;
              border-radius: .25rem; background: #1f5f8b; color: #fff; cursor: pointer }
            button.second { background: #fff; color: #1f5f8b }
            .note { margin: 0 0 1.5rem; padding: .5rem .75rem; background: #fff4d6; border-radius: .25rem; font-size: .9rem }
            .wrong { color: #a32020 }
            </style>
            </head>
            <body>
            <main>
            <p class="note">This is a sandbox on your machine, not NetSuite. Its company and its user are made up.</p>
            <h1>%1$s</h1>
            %2$s
            </main>
            </body>
            </html>
            """;

    private Pages() {}

    /** The form for e-mail and password, with the demo user's filled in. */
    static Reply login(String ticket, String message) {
        String wrong = message.isEmpty() ? "" : "<p class=\"wrong\" role=\"alert\">" + escaped(message) + "</p>\n";
        return page(
                200,
                "Log in to the sandbox",
                wrong + form(ticket, "login", """
                <label for="email">E-mail</label>
                <input id="email" name="email" type="email" autocomplete="username" value="%s">
                <label for="password">Password</label>
                <input id="password" name="password" type="password" autocomplete="current-password" value="%s">
                <button type="submit">Log in</button>
                """.formatted(escaped(DemoUser.EMAIL), escaped(DemoUser.PASSWORD))));
    }

    /** The form that asks whom to act as. */
    static Reply roles(String ticket, List<Login.Choice> choices) {
        String options = choices.stream()
                .map(choice -> """
                        <label><input type="radio" name="role" value="%s"%s> %s: %s</label>
                        """.formatted(
                                escaped(choice.value()),
                                choice.equals(choices.getFirst()) ? " checked" : "",
                                escaped(choice.account().company()),
                                escaped(choice.role().name())))
                .collect(Collectors.joining());
        return page(
                200,
                "Choose a role",
                form(
                        ticket,
                        "role",
                        "<fieldset>\n<legend>Act as</legend>\n" + options + "</fieldset>\n"
                                + "<button type=\"submit\">Continue</button>\n"));
    }

    /** The form that asks whether the client may. */
    static Reply consent(String ticket, OAuthClient client, Login.Choice choice, List<String> scopes) {
        String items = scopes.stream()
                .map(scope -> "<li><code>" + escaped(scope) + "</code></li>\n")
                .collect(Collectors.joining());
        return page(
                200,
                "Allow access?",
                """
                <p><strong>%s</strong> asks to act as <strong>%s</strong> in <strong>%s</strong> (%s), with:</p>
                <ul>
                %s</ul>
                """.formatted(
                                        escaped(client.name()),
                                        escaped(choice.role().name()),
                                        escaped(choice.account().company()),
                                        escaped(choice.account().id()),
                                        items)
                        + form(ticket, "consent", """
                <button type="submit" name="decision" value="allow">Allow</button>
                <button type="submit" name="decision" value="deny" class="second">Deny</button>
                """));
    }

    /** A mistake that must not redirect anybody. */
    static Reply error(int status, String why) {
        return page(status, "This login cannot go on", "<p class=\"wrong\" role=\"alert\">" + escaped(why) + "</p>");
    }

    private static String form(String ticket, String step, String content) {
        return """
                <form method="post" action="authorize.nl">
                <input type="hidden" name="login" value="%s">
                <input type="hidden" name="step" value="%s">
                %s</form>
                """.formatted(escaped(ticket), step, content);
    }

    private static Reply page(int status, String title, String content) {
        return Reply.text(status, FRAME.formatted(escaped(title), content))
                .with("Content-Type", "text/html; charset=UTF-8")
                .with("Cache-Control", "no-store")
                .with("Referrer-Policy", "no-referrer")
                .with("X-Content-Type-Options", "nosniff")
                .with(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
