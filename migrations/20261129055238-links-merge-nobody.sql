-- A link in a message made browsers those of an anonymous visitor. They are their own again, with what was written in them:
-- only the site's signed word makes a browser somebody's.
DO $$
DECLARE v_brand uuid;
BEGIN
  FOR v_brand IN SELECT id FROM brands LOOP
    PERFORM set_config('app.brand_id', v_brand::text, true);
    UPDATE visitors f SET merged_into = NULL, rejoined_at = NULL
    FROM visitors v WHERE f.brand_id = v_brand AND v.brand_id = v_brand AND v.id = f.merged_into AND v.external_id IS NULL;
  END LOOP;
END $$;
