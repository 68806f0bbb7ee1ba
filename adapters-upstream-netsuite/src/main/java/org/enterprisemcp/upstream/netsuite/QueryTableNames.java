package org.enterprisemcp.upstream.netsuite;

import java.util.Locale;
import java.util.Set;
import org.enterprisemcp.domain.record.RecordType;

/** In which table of SuiteQL the records of a type stand: all transactions in one, all items in another. */
final class QueryTableNames {

    private static final Set<String> TRANSACTIONS = Set.of(
            "salesorder",
            "invoice",
            "cashsale",
            "creditmemo",
            "customerpayment",
            "customerdeposit",
            "estimate",
            "opportunity",
            "returnauthorization",
            "itemfulfillment",
            "itemreceipt",
            "purchaseorder",
            "vendorbill",
            "vendorpayment",
            "vendorcredit",
            "journalentry",
            "expensereport",
            "cashrefund",
            "customerrefund",
            "deposit",
            "check",
            "inventoryadjustment",
            "inventorytransfer",
            "transferorder",
            "workorder",
            "depositapplication",
            "vendorreturnauthorization",
            "intercompanyjournalentry",
            "statisticaljournalentry");

    private static final Set<String> ITEMS = Set.of(
            "inventoryitem",
            "noninventorysaleitem",
            "noninventorypurchaseitem",
            "noninventoryresaleitem",
            "servicesaleitem",
            "servicepurchaseitem",
            "serviceresaleitem",
            "assemblyitem",
            "kititem",
            "otherchargesaleitem",
            "otherchargepurchaseitem",
            "otherchargeresaleitem",
            "discountitem",
            "lotnumberedinventoryitem",
            "serializedinventoryitem",
            "itemgroup");

    private QueryTableNames() {}

    /** The table of a record type. */
    static String of(RecordType type) {
        String name = RecordNames.type(type).toLowerCase(Locale.ROOT);
        if (isTransaction(type)) {
            return "transaction";
        }
        return isItem(type) ? "item" : name;
    }

    static boolean isTransaction(RecordType type) {
        return TRANSACTIONS.contains(type.value().toLowerCase(Locale.ROOT));
    }

    static boolean isItem(RecordType type) {
        return ITEMS.contains(type.value().toLowerCase(Locale.ROOT));
    }
}
