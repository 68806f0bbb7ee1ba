package org.enterprisemcp.upstream.netsuite;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.domain.port.RecordPages;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.upstream.rest.UrlTemplate;

/** The pages of NetSuite's user interface. Transactions and items share a page each; custom records need the type's own id. */
final class NetSuitePages implements RecordPages {

    private static final Map<String, String> ENTITIES = Map.ofEntries(
            Map.entry("customer", "/app/common/entity/custjob.nl"),
            Map.entry("job", "/app/common/entity/custjob.nl"),
            Map.entry("contact", "/app/common/entity/contact.nl"),
            Map.entry("vendor", "/app/common/entity/vendor.nl"),
            Map.entry("employee", "/app/common/entity/employee.nl"),
            Map.entry("partner", "/app/common/entity/partner.nl"),
            Map.entry("account", "/app/accounting/account/account.nl"),
            Map.entry("subsidiary", "/app/common/otherlists/subsidiarytype.nl"),
            Map.entry("department", "/app/common/otherlists/departmenttype.nl"),
            Map.entry("classification", "/app/common/otherlists/classtype.nl"),
            Map.entry("location", "/app/common/otherlists/locationtype.nl"),
            Map.entry("supportcase", "/app/crm/support/supportcase.nl"),
            Map.entry("task", "/app/crm/calendar/task.nl"),
            Map.entry("phonecall", "/app/crm/calendar/call.nl"),
            Map.entry("calendarevent", "/app/crm/calendar/event.nl"));

    private static final String TRANSACTION = "/app/accounting/transactions/transaction.nl";
    private static final String ITEM = "/app/common/item/item.nl";

    NetSuitePages() {}

    @Override
    public Optional<String> page(Target target, RecordType type, RecordId id) {
        String number = RecordNames.id(id);
        if (number.startsWith("eid:")) {
            return Optional.empty();
        }
        return AccountHosts.userInterface(target.baseUrl())
                .flatMap(host -> path(type).map(path -> host + path + "?id=" + UrlTemplate.encoded(number)));
    }

    private static Optional<String> path(RecordType type) {
        RecordNames.type(type);
        if (QueryTableNames.isTransaction(type)) {
            return Optional.of(TRANSACTION);
        }
        return QueryTableNames.isItem(type)
                ? Optional.of(ITEM)
                : Optional.ofNullable(ENTITIES.get(type.value().toLowerCase(Locale.ROOT)));
    }
}
