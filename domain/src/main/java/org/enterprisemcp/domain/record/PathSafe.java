package org.enterprisemcp.domain.record;

/** What no name of a record type or id may be, whatever the upstream allows beyond it. */
interface PathSafe {

    /** Whether the value is neither blank nor a path step nor too long, and holds no control character. */
    static boolean isName(String value, int maxLength) {
        return !value.isBlank()
                && value.length() <= maxLength
                && !value.equals(".")
                && !value.equals("..")
                && value.chars().noneMatch(Character::isISOControl);
    }
}
