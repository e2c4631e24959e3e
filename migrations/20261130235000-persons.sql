-- Whose browser it is: the customer's that it was identified as, or its own.
ALTER TABLE visitors ADD COLUMN person_id uuid NOT NULL GENERATED ALWAYS AS (coalesce(merged_into, id)) STORED;
CREATE INDEX visitors_person_idx ON visitors (brand_id, person_id);
GRANT SELECT (person_id) ON visitors TO causerie_lookup;
