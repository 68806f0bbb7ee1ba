using { shop } from '../db/schema';

@path: '/odata/v4/shop'
service ShopService {
  entity Customers as projection on shop.Customers;
  entity Orders    as projection on shop.Orders;
}

annotate ShopService.Customers with { modifiedAt @odata.etag; };
