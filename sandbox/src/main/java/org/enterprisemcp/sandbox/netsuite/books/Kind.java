package org.enterprisemcp.sandbox.netsuite.books;

import java.util.Arrays;
import java.util.Optional;

/** The transaction types of the books: code, record type, label, and the letters before a number. */
public enum Kind {
    SALES_ORDER("SalesOrd", "salesorder", "Sales Order", "SO", 1, false),
    INVOICE("CustInvc", "invoice", "Invoice", "INV", 1, true),
    PAYMENT("CustPymt", "customerpayment", "Payment", "PYMT", 1, true),
    CREDIT_MEMO("CustCred", "creditmemo", "Credit Memo", "CM", -1, true),
    PURCHASE_ORDER("PurchOrd", "purchaseorder", "Purchase Order", "PO", -1, false),
    VENDOR_BILL("VendBill", "vendorbill", "Bill", "BILL", -1, true),
    JOURNAL("Journal", "journalentry", "Journal", "JE", 1, true),
    FULFILLMENT("ItemShip", "itemfulfillment", "Item Fulfillment", "IF", 1, false);

    private final String code;
    private final String recordType;
    private final String label;
    private final String prefix;
    private final int sign;
    private final boolean posting;

    Kind(String code, String recordType, String label, String prefix, int sign, boolean posting) {
        this.code = code;
        this.recordType = recordType;
        this.label = label;
        this.prefix = prefix;
        this.sign = sign;
        this.posting = posting;
    }

    /** The kind with that code. */
    public static Optional<Kind> of(String code) {
        return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst();
    }

    /** The value of the column {@code type}. */
    public String code() {
        return code;
    }

    /** The value of the column {@code recordtype}. */
    public String recordType() {
        return recordType;
    }

    /** How people call it. */
    public String label() {
        return label;
    }

    /** The letters that its numbers begin with. */
    public String prefix() {
        return prefix;
    }

    /** The sign of its main line in the ledger; its other lines have the opposite one. */
    public int sign() {
        return sign;
    }

    /** Whether it changes the ledger's accounts. */
    public boolean posting() {
        return posting;
    }
}
