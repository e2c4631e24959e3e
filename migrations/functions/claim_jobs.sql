-- Takes due jobs of all brands under a lease: the only way the application sees more than one brand's jobs.
CREATE FUNCTION claim_jobs(p_node uuid, p_now timestamptz, p_lease_until timestamptz, p_limit integer)
RETURNS TABLE (brand_id uuid, id uuid, name text, key text, payload jsonb, tries integer)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  UPDATE jobs j SET leased_by = p_node, lease_until = p_lease_until, tries = j.tries + 1
  FROM (
    SELECT d.brand_id, d.id FROM jobs d JOIN brands b ON b.id = d.brand_id AND b.state = 'active'
    WHERE d.state = 'due' AND d.due_at <= p_now AND (d.lease_until IS NULL OR d.lease_until <= p_now)
    ORDER BY d.due_at LIMIT p_limit FOR UPDATE OF d SKIP LOCKED
  ) due
  WHERE j.brand_id = due.brand_id AND j.id = due.id
  RETURNING j.brand_id, j.id, j.name, j.key, j.payload, j.tries
$$;
ALTER FUNCTION claim_jobs OWNER TO causerie_lookup;
REVOKE ALL ON FUNCTION claim_jobs FROM PUBLIC;
GRANT EXECUTE ON FUNCTION claim_jobs TO causerie_app;
