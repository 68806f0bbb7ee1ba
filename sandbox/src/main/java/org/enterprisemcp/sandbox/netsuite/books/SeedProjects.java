package org.enterprisemcp.sandbox.netsuite.books;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Random;

/** The custom records: 80 projects of customers, and as many measurements of them as wanted. */
final class SeedProjects {

    private static final int PROJECTS = 80;

    private final Connection connection;
    private final Random random;
    private final People people;
    private final int measurements;

    SeedProjects(Connection connection, Random random, People people, int measurements) {
        this.connection = connection;
        this.random = random;
        this.people = people;
        this.measurements = measurements;
    }

    void write() throws SQLException {
        try (Filler rows = new Filler(
                connection,
                "customrecord_project",
                "id, name, owner, custrecord_project_customer, custrecord_project_status, custrecord_project_start, "
                        + "custrecord_project_budget, custrecord_project_billable, custrecord_project_hours, externalid, created, "
                        + "lastmodified")) {
            for (int i = 1; i <= PROJECTS; i++) {
                rows.add(
                        i,
                        "Project " + (1_000 + i),
                        people.employees().get(random.nextInt(people.employees().size())),
                        people.customers()
                                .get(random.nextInt(people.customers().size()))
                                .id(),
                        String.valueOf(1 + random.nextInt(4)),
                        Seed.LAST_DAY.minusDays(random.nextInt(Seed.DAYS)),
                        1_000 * (1 + random.nextInt(90)),
                        i % 3 == 0 ? "F" : "T",
                        random.nextInt(900),
                        "PRJ-" + i,
                        SeedLists.BEGINNING,
                        SeedLists.BEGINNING);
            }
        }
        try (Filler rows = new Filler(
                connection,
                "customrecord_measurement",
                "id, name, custrecord_measurement_project, custrecord_measurement_value, custrecord_measurement_taken, created, "
                        + "lastmodified")) {
            for (int i = 1; i <= measurements; i++) {
                rows.add(
                        i,
                        "M" + i,
                        1 + i % PROJECTS,
                        BigDecimal.valueOf(random.nextInt(100_000), 2),
                        Seed.LAST_DAY.minusDays(i % Seed.DAYS),
                        SeedLists.BEGINNING,
                        SeedLists.BEGINNING);
            }
        }
    }
}
