-- Who blocked a visitor; on the row of the person, as `blocked_at`.
ALTER TABLE visitors ADD COLUMN blocked_by uuid;
-- No row has one yet; looking for one would need a brand's scope.
ALTER TABLE visitors ADD FOREIGN KEY (brand_id, blocked_by) REFERENCES members (brand_id, id) NOT VALID;
CREATE INDEX visitors_blocked_idx ON visitors (brand_id, blocked_at DESC, id DESC)
  WHERE blocked_at IS NOT NULL AND merged_into IS NULL;
