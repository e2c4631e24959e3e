-- Gives a table of brands its policy: who has not said whose rows they want sees none. An unset or empty `app.brand_id`
-- throws, on purpose: a query outside a brand's scope is a fault, not an empty answer.
CREATE OR REPLACE PROCEDURE secure_table(p_table regclass) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', p_table);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', p_table);
  EXECUTE format(
    'CREATE POLICY brand ON %s USING (brand_id = (SELECT current_setting(''app.brand_id'')::uuid))'
    ' WITH CHECK (brand_id = (SELECT current_setting(''app.brand_id'')::uuid))', p_table);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO causerie_app', p_table);
END $$;
