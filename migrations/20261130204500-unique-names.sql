-- A name stands for one rule, and for one group, of a brand. Where former versions let several have the same, the
-- younger ones get a number; a name that leaves no room for it is cut.
DO $$
DECLARE
  v_brand uuid;
  v_table text;
  v_row record;
  v_name text;
  v_no integer;
  v_taken boolean;
BEGIN
  FOR v_brand IN SELECT id FROM brands LOOP
    PERFORM set_config('app.brand_id', v_brand::text, true);
    FOREACH v_table IN ARRAY ARRAY['rules', 'groups'] LOOP
      FOR v_row IN EXECUTE format(
        'SELECT id, name FROM (
           SELECT *, row_number() OVER (PARTITION BY lower(name) ORDER BY created_at, id) AS place
           FROM %I WHERE brand_id = $1) n
         WHERE place > 1 ORDER BY created_at, id', v_table) USING v_brand
      LOOP
        v_no := 1;
        LOOP
          v_no := v_no + 1;
          v_name := left(v_row.name, 70) || ' (' || v_no || ')';
          EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE brand_id = $1 AND lower(name) = lower($2))', v_table)
            INTO v_taken USING v_brand, v_name;
          EXIT WHEN NOT v_taken;
        END LOOP;
        EXECUTE format('UPDATE %I SET name = $3 WHERE brand_id = $1 AND id = $2', v_table)
          USING v_brand, v_row.id, v_name;
      END LOOP;
    END LOOP;
  END LOOP;
END $$;
CREATE UNIQUE INDEX rules_name_key ON rules (brand_id, lower(name));
CREATE UNIQUE INDEX groups_name_key ON groups (brand_id, lower(name));
