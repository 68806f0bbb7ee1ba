SELECT id FROM customer
====
SELECT id, entityid, email FROM customer WHERE isinactive = 'F' ORDER BY entityid FETCH FIRST 10 ROWS ONLY
====
select id, companyname from customer where email like '%@acme.example' fetch first 5 rows only
====
SELECT t.tranid, t.trandate, BUILTIN.DF(t.entity) AS customer, t.foreigntotal FROM transaction t WHERE t.type = 'SalesOrd' AND t.trandate >= TO_DATE('2026-01-01','YYYY-MM-DD') ORDER BY t.trandate DESC
====
SELECT COUNT(*) AS n FROM transaction WHERE type = 'CustInvc'
====
SELECT entity, SUM(foreigntotal) AS revenue FROM transaction WHERE type = 'CustInvc' GROUP BY entity HAVING SUM(foreigntotal) > 1000 ORDER BY SUM(foreigntotal) DESC
====
SELECT * FROM (SELECT id, trandate FROM transaction ORDER BY trandate DESC) WHERE ROWNUM <= 10
====
SELECT TOP 5 id FROM customer ORDER BY id
====
SELECT tl.item, SUM(tl.quantity) FROM transactionline tl JOIN transaction t ON t.id = tl.transaction WHERE t.type = 'SalesOrd' AND tl.mainline = 'F' AND tl.taxline = 'F' GROUP BY tl.item
====
SELECT c.id, c.entityid, k.email FROM customer c LEFT JOIN contact k ON k.company = c.id
====
SELECT c.id, e.entityid FROM customer c, employee e WHERE c.salesrep = e.id (+)
====
SELECT c.id FROM customer c RIGHT OUTER JOIN transaction t ON t.entity = c.id
====
SELECT c.id FROM customer c FULL OUTER JOIN vendor v ON v.email = c.email
====
SELECT c.id FROM customer c CROSS JOIN currency x
====
SELECT id FROM customer WHERE id IN (1, 2, 3)
====
SELECT id FROM customer WHERE id NOT IN (SELECT entity FROM transaction WHERE type = 'CustInvc')
====
SELECT id FROM customer c WHERE EXISTS (SELECT 1 FROM transaction t WHERE t.entity = c.id AND t.type = 'SalesOrd')
====
SELECT id FROM customer WHERE NVL(isinactive, 'F') = 'F'
====
SELECT id, CASE WHEN isperson = 'T' THEN firstname || ' ' || lastname ELSE companyname END AS name FROM customer
====
SELECT id FROM transaction WHERE trandate BETWEEN TO_DATE('01/01/2026','MM/DD/YYYY') AND TO_DATE('01/31/2026','MM/DD/YYYY')
====
SELECT id FROM transaction WHERE trandate >= BUILTIN.RELATIVE_RANGES('TFY','START') AND trandate <= BUILTIN.RELATIVE_RANGES('TFY','END')
====
SELECT id FROM transaction WHERE lastmodifieddate > SYSDATE - 7
====
SELECT TO_CHAR(trandate, 'YYYY-MM') AS month, COUNT(*) FROM transaction GROUP BY TO_CHAR(trandate, 'YYYY-MM') ORDER BY 1
====
SELECT TRUNC(trandate, 'MM'), COUNT(id) FROM transaction GROUP BY TRUNC(trandate, 'MM')
====
SELECT ADD_MONTHS(trandate, 1), LAST_DAY(trandate), MONTHS_BETWEEN(SYSDATE, trandate) FROM transaction
====
SELECT DECODE(type, 'SalesOrd', 'order', 'CustInvc', 'invoice', 'other') FROM transaction
====
SELECT id FROM customer UNION SELECT id FROM vendor
====
SELECT id FROM customer UNION ALL SELECT id FROM vendor ORDER BY 1
====
SELECT id FROM customer MINUS SELECT entity FROM transaction
====
SELECT id FROM customer INTERSECT SELECT entity FROM transaction
====
(SELECT id FROM customer) UNION (SELECT id FROM vendor)
====
SELECT id, ROW_NUMBER() OVER (PARTITION BY entity ORDER BY trandate DESC) AS rn FROM transaction
====
SELECT id, SUM(foreigntotal) OVER (PARTITION BY entity ORDER BY trandate ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM transaction
====
SELECT RANK() OVER (ORDER BY foreigntotal DESC), DENSE_RANK() OVER (ORDER BY foreigntotal DESC) FROM transaction
====
SELECT DISTINCT entity FROM transaction WHERE entity IS NOT NULL
====
SELECT BUILTIN.CONSOLIDATE(tal.amount, 'INCOME', 'DEFAULT', 'DEFAULT', 1, t.postingperiod, 'DEFAULT') FROM transaction t JOIN transactionaccountingline tal ON tal.transaction = t.id
====
SELECT BUILTIN.CF(status), BUILTIN.HIERARCHY(department, 'DISPLAY_JOINED') FROM transaction
====
SELECT item, quantityonhand FROM inventoryitemlocations WHERE quantityavailable < 10
====
SELECT id, memo FROM transaction WHERE memo = 'LIMIT 10; DELETE FROM customer'
====
SELECT id FROM transaction WHERE memo LIKE '%;%'
====
SELECT id FROM customer WHERE companyname = 'O''Brien; Sons'
====
SELECT id FROM customer WHERE companyname = '[brackets] (+) JOIN'
====
SELECT id AS "a;b" FROM customer
====
SELECT id AS "LIMIT 5" FROM customer
====
SELECT id AS "say ""hi""" FROM customer
====
SELECT id -- the key; not internalid
FROM customer -- LIMIT 10
====
SELECT id /* ; DROP TABLE customer; LIMIT 5 [x] */ FROM customer
====
-- a comment first
SELECT id FROM customer
====
/* DELETE */ SELECT id FROM customer
====
SELECT id FROM customer;
====
SELECT id FROM customer ; -- the end
====
SELECT '--' AS dashes, '/*' AS opened FROM dual
====
SELECT id FROM customer WHERE email = ? AND isinactive = ?
====
SELECT id, limitamount, creditlimit FROM customer WHERE creditlimit > 0
====
SELECT l.limit, l.id FROM customrecord_limits l
====
SELECT custbody_offset, custentity_limit FROM transaction
====
SELECT id FROM customer OFFSET 10 ROWS FETCH NEXT 10 ROWS ONLY
====
WITH big AS (SELECT entity, SUM(foreigntotal) AS total FROM transaction GROUP BY entity) SELECT entity FROM big WHERE total > 1000
====
SELECT a.name, COALESCE(b.name, 'none') FROM department a LEFT OUTER JOIN department b ON b.id = a.parent
====
SELECT id FROM accountingperiod WHERE periodname = 'Jan 2026' AND isquarter = 'F' AND isyear = 'F'
====
SELECT LENGTH(email), UPPER(email), SUBSTR(email, 1, INSTR(email, '@') - 1) FROM customer
====
SELECT REGEXP_SUBSTR(memo, '[0-9]+') FROM transaction WHERE REGEXP_LIKE(memo, '^[A-Z]{3}')
====
SELECT EXTRACT(YEAR FROM trandate) AS y FROM transaction
====
SELECT CAST(foreigntotal AS INTEGER), TO_NUMBER('5'), ROUND(foreigntotal, 2), ABS(-1.5) FROM transaction
====
SELECT t.id FROM transaction t INNER JOIN previoustransactionlinelink p ON p.nextdoc = t.id WHERE p.linktype IN ('ShipRcpt', 'OrdBill')
====
SELECT id, name, custrecord_zone FROM customrecord_warehouse_zone WHERE isinactive = 'F'
====
SELECT id FROM transaction WHERE status = 'B' AND type = 'SalesOrd' AND void = 'F'
====
SELECT
    t.id,
    (SELECT COUNT(*) FROM transactionline l WHERE l.transaction = t.id AND l.mainline = 'F') AS lines
FROM transaction t
WHERE t.posting = 'T'
====
SELECT SYSDATE, 1 + 1, 'Zürich' FROM dual
====
SELECT id FROM customer WHERE (isinactive = 'F' OR isinactive IS NULL) AND NOT (email IS NULL)
