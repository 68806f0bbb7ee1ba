namespace shop;

using { cuid, managed } from '@sap/cds/common';

entity Customers : cuid, managed {
  name   : String(80) @mandatory;
  tier   : String(10);
  credit : Decimal(9, 2);
}

entity Orders {
  key ID   : Integer;
  customer : Association to Customers;
  total    : Decimal(9, 2);
}
