-- Takes, under a lease, brands that have events nobody has delivered yet. One node delivers a brand's events at a
-- time, so their order holds. Those of a suspended brand wait.
CREATE FUNCTION claim_event_brands(p_node uuid, p_now timestamptz, p_until timestamptz, p_limit integer)
RETURNS TABLE (brand_id uuid)
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
  INSERT INTO event_leases AS l (brand_id, node_id, until)
  SELECT b.id, p_node, p_until FROM brands b
  WHERE b.state = 'active' AND EXISTS (SELECT FROM events e WHERE e.brand_id = b.id AND e.pending)
    AND NOT EXISTS (SELECT FROM event_leases o WHERE o.brand_id = b.id AND o.until > p_now AND o.node_id <> p_node)
  LIMIT p_limit
  ON CONFLICT ON CONSTRAINT event_leases_pkey DO UPDATE SET node_id = p_node, until = p_until
    WHERE l.until <= p_now OR l.node_id = p_node
  RETURNING l.brand_id
$$;
ALTER FUNCTION claim_event_brands OWNER TO causerie_lookup;
REVOKE ALL ON FUNCTION claim_event_brands FROM PUBLIC;
GRANT EXECUTE ON FUNCTION claim_event_brands TO causerie_app;
