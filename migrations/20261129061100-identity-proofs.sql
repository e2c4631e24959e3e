-- A site signs ids with one secret and whole identities with another, which sites of before get when an admin asks for it.
ALTER TABLE sites
  ADD COLUMN jwt_secret_encrypted text,
  ADD COLUMN jwt_audience text,
  ADD COLUMN jwt_issuer text;

-- What only the page said of a visitor: 'name', 'email', and 'attributes.' with a key. Answers go to no such address.
ALTER TABLE visitors ADD COLUMN unverified text[] NOT NULL DEFAULT '{}';
ALTER TABLE visitors ADD COLUMN reply_email text
  GENERATED ALWAYS AS (CASE WHEN 'email' = ANY (unverified) THEN NULL ELSE email END) STORED;

-- Until now a signature covered the id alone, so that all the rest was the page's word; but for an address that the
-- visitor has given since in the messenger.
DO $$
DECLARE v_brand uuid;
BEGIN
  FOR v_brand IN SELECT id FROM brands LOOP
    PERFORM set_config('app.brand_id', v_brand::text, true);
    WITH given AS (
      SELECT e.subject_id AS id,
        max(e.at) FILTER (WHERE e.name = 'visitor.settings_changed') AS by_visitor,
        max(e.at) FILTER (WHERE e.name <> 'visitor.settings_changed') AS by_page
      FROM events e
      WHERE e.brand_id = v_brand AND (e.name IN ('visitor.identified', 'visitor.address_changed')
        OR (e.name = 'visitor.settings_changed' AND e.data -> 'changed' ? 'email'))
      GROUP BY e.subject_id
    )
    UPDATE visitors v SET unverified =
      CASE WHEN v.name IS NULL THEN '{}'::text[] ELSE '{name}' END
      || CASE WHEN v.email IS NULL OR EXISTS (
          SELECT FROM given g WHERE g.id = v.id AND g.by_visitor > coalesce(g.by_page, '-infinity'))
        THEN '{}'::text[] ELSE '{email}' END
      || ARRAY(SELECT 'attributes.' || k FROM jsonb_object_keys(v.attributes) k)
    WHERE v.brand_id = v_brand AND v.external_id IS NOT NULL;
  END LOOP;
END $$;
