-- A number that a page tells of is its visitor's claim: another visitor's does not stand in the way of it, and what the
-- site has signed counts before all claims.
ALTER TABLE transactions ADD signed boolean NOT NULL DEFAULT false;
ALTER TABLE transactions DROP CONSTRAINT transactions_brand_id_external_id_key;
ALTER TABLE transactions ADD UNIQUE (brand_id, external_id, visitor_id);
CREATE UNIQUE INDEX transactions_signed_key ON transactions (brand_id, external_id) WHERE signed;
