-- Whether only the page has said what members see a visitor called.
ALTER TABLE visitors ADD COLUMN is_display_name_unverified boolean NOT NULL
  GENERATED ALWAYS AS (CASE WHEN name IS NOT NULL THEN 'name' = ANY (unverified) ELSE email IS NOT NULL AND 'email' = ANY (unverified) END) STORED;
