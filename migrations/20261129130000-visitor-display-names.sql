-- What members see a visitor called: the name, else the address. Null for somebody of whom neither is known.
ALTER TABLE visitors ADD COLUMN display_name text GENERATED ALWAYS AS (coalesce(name, email)) STORED;
