package org.enterprisemcp.sandbox.netsuite.books;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** 40 employees, 200 customers with addresses, 60 vendors and 150 contacts. */
final class SeedPeople {

    static final int FIRST_CUSTOMER = 101;
    static final int CUSTOMERS = 200;
    static final int VENDORS = 60;
    static final int EMPLOYEES = 40;
    static final int CONTACTS = 150;

    private static final int FIRST_VENDOR = FIRST_CUSTOMER + CUSTOMERS;
    private static final int FIRST_EMPLOYEE = FIRST_VENDOR + VENDORS;
    private static final int FIRST_CONTACT = FIRST_EMPLOYEE + EMPLOYEES;

    private static final List<String> FIRST = List.of(
            "Alpine", "Blue", "Cedar", "Delta", "Elm", "Falcon", "Granite", "Harbor", "Ivory", "Juniper", "Kestrel",
            "Lumen", "Maple", "Nordic", "Orchard", "Pioneer", "Quartz", "Ridge", "Summit", "Tidal", "Upland", "Vista",
            "Willow", "Zenith");
    private static final List<String> SECOND = List.of(
            "Foods",
            "Textiles",
            "Optics",
            "Logistics",
            "Tools",
            "Paper",
            "Energy",
            "Robotics",
            "Labs",
            "Marine",
            "Mobility",
            "Printing");
    private static final List<String> GIVEN = List.of(
            "Anna", "Ben", "Clara", "David", "Emma", "Felix", "Grace", "Hugo", "Iris", "Jonas", "Katja", "Liam", "Mara",
            "Noah", "Olga", "Paul", "Rosa", "Sven", "Tara", "Victor");
    private static final List<String> FAMILY = List.of(
            "Adler",
            "Baker",
            "Cole",
            "Dietrich",
            "Evans",
            "Fischer",
            "Green",
            "Hughes",
            "Ivers",
            "Jensen",
            "Keller",
            "Lang",
            "Moreau",
            "Novak",
            "Owens",
            "Peters",
            "Quinn",
            "Reed",
            "Sommer",
            "Turner");
    private static final List<String> TITLES =
            List.of("Buyer", "Sales Representative", "Controller", "Engineer", "Warehouse Lead", "Support Agent");
    private static final List<String> US_CITIES =
            List.of("Boston MA", "Denver CO", "Austin TX", "Seattle WA", "Chicago IL");
    private static final List<String> UK_CITIES = List.of("Leeds", "Bristol", "Glasgow", "Cardiff");
    private static final List<String> DE_CITIES = List.of("Hamburg", "Leipzig", "Bremen", "Ulm");
    private static final long[] CURRENCY = {1, 2, 4};
    private static final String[] STATUS = {"13", "13", "13", "15", "16"};

    private final Connection connection;
    private final Random random;
    private final List<String> companies = new ArrayList<>();

    SeedPeople(Connection connection, Random random) {
        this.connection = connection;
        this.random = random;
        FIRST.forEach(first -> SECOND.forEach(second -> companies.add(first + " " + second)));
        Collections.shuffle(companies, random);
    }

    People write() throws SQLException {
        List<Long> employees = employees();
        List<People.Party> customers = customers();
        addresses(customers);
        List<People.Party> vendors = vendors();
        contacts(customers, vendors);
        list();
        return new People(customers, vendors, employees);
    }

    private List<Long> employees() throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (Filler rows = new Filler(
                connection,
                "employee",
                "id, entityid, firstname, lastname, email, phone, title, supervisor, subsidiary, department, class, location, "
                        + "currency, hiredate, issalesrep, externalid, datecreated, lastmodifieddate")) {
            for (int i = 0; i < EMPLOYEES; i++) {
                long id = (long) FIRST_EMPLOYEE + i;
                String first = GIVEN.get((i * 7) % GIVEN.size());
                String last = FAMILY.get((i * 3 + i / 20) % FAMILY.size());
                long subsidiary = 1L + random.nextInt(3);
                LocalDate hired = Seed.LAST_DAY.minusDays(600L + random.nextInt(3000));
                rows.add(
                        id,
                        first + " " + last,
                        first,
                        last,
                        mail(first + "." + last + i, "honeycomb"),
                        phone(),
                        TITLES.get(i % TITLES.size()),
                        i < 4 ? null : FIRST_EMPLOYEE + i % 4,
                        subsidiary,
                        1 + random.nextInt(6),
                        1 + random.nextInt(5),
                        subsidiary,
                        CURRENCY[(int) subsidiary - 1],
                        hired,
                        i % TITLES.size() == 1 ? "T" : "F",
                        "EMP-" + id,
                        SeedLists.BEGINNING,
                        touched());
                ids.add(id);
            }
        }
        return ids;
    }

    private List<People.Party> customers() throws SQLException {
        List<People.Party> parties = new ArrayList<>();
        try (Filler rows = new Filler(
                connection,
                "customer",
                "id, entityid, companyname, altname, email, phone, url, comments, entitystatus, subsidiary, currency, terms, "
                        + "salesrep, creditlimit, emailpreference, taxable, custentity_segment, isinactive, externalid, "
                        + "defaultbillingaddress, defaultshippingaddress, datecreated, lastmodifieddate")) {
            for (int i = 0; i < CUSTOMERS; i++) {
                People.Party party = party(FIRST_CUSTOMER + i);
                String name = companies.get(i);
                String site = name.toLowerCase(Locale.ROOT).replace(' ', '-');
                rows.add(
                        party.id(),
                        name,
                        name,
                        name,
                        mail("office", site),
                        random.nextInt(8) == 0 ? null : phone(),
                        "https://" + site + ".example",
                        random.nextInt(4) == 0 ? "Prefers delivery on Tuesdays." : null,
                        STATUS[random.nextInt(STATUS.length)],
                        party.subsidiary(),
                        party.currency(),
                        party.terms(),
                        FIRST_EMPLOYEE + 1 + 6 * random.nextInt(6),
                        random.nextInt(3) == 0 ? null : 5_000 * (1 + random.nextInt(20)),
                        "DEFAULT",
                        "T",
                        1 + random.nextInt(4),
                        random.nextInt(25) == 0 ? "T" : "F",
                        "CUST-" + party.id(),
                        party.id(),
                        party.id(),
                        SeedLists.BEGINNING,
                        touched());
                parties.add(party);
            }
        }
        return parties;
    }

    private void addresses(List<People.Party> customers) throws SQLException {
        try (Filler book = new Filler(
                        connection,
                        "customeraddressbook",
                        "internalid, entity, addressbookaddress, label, defaultbilling, defaultshipping");
                Filler rows = new Filler(
                        connection,
                        "customeraddressbookentityaddress",
                        "nkey, recordowner, addressee, addr1, city, state, zip, country, addrtext")) {
            for (int i = 0; i < customers.size(); i++) {
                People.Party party = customers.get(i);
                String country = List.of("US", "GB", "DE").get((int) party.subsidiary() - 1);
                String place = pick(List.of(US_CITIES, UK_CITIES, DE_CITIES).get((int) party.subsidiary() - 1));
                String city = country.equals("US") ? place.substring(0, place.length() - 3) : place;
                String state = country.equals("US") ? place.substring(place.length() - 2) : null;
                String street = (1 + random.nextInt(200)) + " " + pick(FAMILY) + " Street";
                String zip = String.valueOf(10_000 + random.nextInt(89_999));
                String text = String.join("\n", companies.get(i), street, place + " " + zip);
                rows.add(party.id(), party.id(), companies.get(i), street, city, state, zip, country, text);
                book.add(party.id(), party.id(), party.id(), "Head Office", "T", "T");
            }
        }
    }

    private List<People.Party> vendors() throws SQLException {
        List<People.Party> parties = new ArrayList<>();
        try (Filler rows = new Filler(
                connection,
                "vendor",
                "id, entityid, companyname, altname, legalname, email, phone, subsidiary, currency, terms, expenseaccount, "
                        + "emailpreference, custentity_segment, externalid, datecreated, lastmodifieddate")) {
            for (int i = 0; i < VENDORS; i++) {
                People.Party party = party(FIRST_VENDOR + i);
                String name = companies.get(CUSTOMERS + i) + " Supply";
                rows.add(
                        party.id(),
                        name,
                        name,
                        name,
                        name,
                        mail("sales", name.toLowerCase(Locale.ROOT).replace(' ', '-')),
                        phone(),
                        party.subsidiary(),
                        party.currency(),
                        party.terms(),
                        24 + random.nextInt(8),
                        "DEFAULT",
                        1 + random.nextInt(4),
                        "VEND-" + party.id(),
                        SeedLists.BEGINNING,
                        touched());
                parties.add(party);
            }
        }
        return parties;
    }

    private void contacts(List<People.Party> customers, List<People.Party> vendors) throws SQLException {
        try (Filler rows = new Filler(
                connection,
                "contact",
                "id, entityid, firstname, lastname, email, phone, title, company, contactrole, subsidiary, externalid, "
                        + "datecreated, lastmodifieddate")) {
            for (int i = 0; i < CONTACTS; i++) {
                long id = (long) FIRST_CONTACT + i;
                People.Party of =
                        i % 5 == 4 ? vendors.get(random.nextInt(VENDORS)) : customers.get(random.nextInt(CUSTOMERS));
                String first = GIVEN.get(i % GIVEN.size());
                String last = FAMILY.get((i + i / 20) % FAMILY.size());
                rows.add(
                        id,
                        first + " " + last,
                        first,
                        last,
                        mail(first + "." + last, "contacts"),
                        phone(),
                        pick(TITLES),
                        of.id(),
                        1 + random.nextInt(4),
                        of.subsidiary(),
                        "CONT-" + id,
                        SeedLists.BEGINNING,
                        touched());
            }
        }
    }

    private void list() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (Entity of : Entity.values()) {
                statement.execute(of.listing(""));
            }
        }
    }

    private People.Party party(long id) {
        int subsidiary = random.nextInt(10);
        int of = subsidiary < 5 ? 0 : subsidiary < 8 ? 1 : 2;
        return new People.Party(id, of + 1, CURRENCY[of], 1 + random.nextInt(5));
    }

    private LocalDateTime touched() {
        return Seed.LAST_DAY.minusDays(random.nextInt(400)).atTime(8 + random.nextInt(9), random.nextInt(60));
    }

    private String phone() {
        return "+1 555 01" + (10 + random.nextInt(90)) + " " + (100 + random.nextInt(900));
    }

    private static String mail(String who, String where) {
        return who.toLowerCase(Locale.ROOT) + "@" + where + ".example";
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
