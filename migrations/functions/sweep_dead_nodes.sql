-- Removes nodes that stopped beating, with their connections, and tells whose connections those were.
CREATE FUNCTION sweep_dead_nodes(p_dead_before timestamptz)
RETURNS TABLE (brand_id uuid, side text, person_id uuid)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  DELETE FROM connections c WHERE NOT EXISTS (
    SELECT FROM nodes n WHERE n.id = c.node_id AND n.beat_at >= p_dead_before)
  RETURNING c.brand_id, c.side, c.person_id
$$;
ALTER FUNCTION sweep_dead_nodes OWNER TO causerie_lookup;
REVOKE ALL ON FUNCTION sweep_dead_nodes FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sweep_dead_nodes TO causerie_app;
