package org.enterprisemcp.sandbox.netsuite.oauth;

/** The one person who logs in to the sandbox. No secret: the login page shows both. */
final class DemoUser {

    static final String EMAIL = "demo@sandbox.example";
    static final String PASSWORD = "sandbox";

    private DemoUser() {}

    static boolean is(String email, String password) {
        return email.equalsIgnoreCase(EMAIL) && password.equals(PASSWORD);
    }
}
