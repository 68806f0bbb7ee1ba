package org.enterprisemcp.sandbox.netsuite.books;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** 120 inventory items with stock at three locations, and 30 services. */
final class SeedGoods {

    static final int ITEMS = 150;

    private static final int STOCKED = 120;
    private static final List<String> THINGS = List.of(
            "Valve", "Bracket", "Lamp", "Gasket", "Sensor", "Pump", "Cable", "Filter", "Bearing", "Switch", "Motor",
            "Relay");
    private static final List<String> SERVICES =
            List.of("Installation", "Training", "Support Plan", "Inspection", "Consulting", "Calibration");

    private final Connection connection;
    private final Random random;

    SeedGoods(Connection connection, Random random) {
        this.connection = connection;
        this.random = random;
    }

    Goods write() throws SQLException {
        List<Goods.Item> items = new ArrayList<>();
        try (Filler rows = new Filler(
                        connection,
                        "item",
                        "id, itemid, displayname, fullname, itemtype, subtype, description, baseprice, cost, averagecost, "
                                + "incomeaccount, expenseaccount, assetaccount, subsidiary, department, class, location, vendor, "
                                + "upccode, weight, quantityonhand, quantityavailable, isonline, externalid, createddate, "
                                + "lastmodifieddate");
                Filler stock = new Filler(
                        connection,
                        "inventoryitemlocations",
                        "item, location, quantityonhand, quantityavailable, quantitycommitted, quantityonorder, "
                                + "quantitybackordered, reorderpoint, preferredstocklevel, averagecostmli")) {
            for (int i = 1; i <= ITEMS; i++) {
                boolean stocked = i <= STOCKED;
                String thing = stocked ? THINGS.get((i - 1) % THINGS.size()) : SERVICES.get((i - 1) % SERVICES.size());
                int model = 1 + (i - 1) / (stocked ? THINGS.size() : SERVICES.size());
                String code = thing.substring(0, 3).toUpperCase(Locale.ROOT) + "-" + (1_000 + i);
                BigDecimal price = BigDecimal.valueOf(500 + random.nextInt(stocked ? 40_000 : 90_000), 2);
                BigDecimal cost = price.multiply(new BigDecimal("0.6")).setScale(2, RoundingMode.HALF_UP);
                int onHand = 0;
                for (int location = 1; stocked && location <= 3; location++) {
                    int there = random.nextInt(300);
                    int committed = Math.min(there, random.nextInt(30));
                    stock.add(i, location, there, there - committed, committed, random.nextInt(50), 0, 20, 150, cost);
                    onHand += there;
                }
                Goods.Item item = new Goods.Item(
                        i,
                        stocked ? "InvtPart" : "Service",
                        price,
                        cost,
                        stocked ? i % 4 == 0 ? 20 : 18 : 19,
                        stocked ? 22 : 24);
                rows.add(
                        i,
                        code,
                        thing + " " + model,
                        code,
                        item.type(),
                        stocked ? null : "Resale",
                        thing + ", model " + model,
                        price,
                        cost,
                        stocked ? cost : null,
                        item.income(),
                        item.expense(),
                        stocked ? SeedLists.INVENTORY : null,
                        1,
                        1 + random.nextInt(6),
                        stocked ? i % 4 == 0 ? 3 : 1 : 2,
                        stocked ? 1 : null,
                        stocked
                                ? SeedPeople.FIRST_CUSTOMER + SeedPeople.CUSTOMERS + random.nextInt(SeedPeople.VENDORS)
                                : null,
                        stocked ? String.valueOf(400_000_000_000L + random.nextInt(1_000_000)) : null,
                        stocked ? BigDecimal.valueOf(10 + random.nextInt(900), 2) : null,
                        stocked ? onHand : null,
                        stocked ? onHand : null,
                        i % 5 == 0 ? "T" : "F",
                        "ITEM-" + i,
                        SeedLists.BEGINNING,
                        SeedLists.BEGINNING);
                items.add(item);
            }
        }
        return new Goods(items);
    }
}
