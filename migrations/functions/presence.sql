-- One live connection more; sets its brand itself, so that it is one round trip.
CREATE FUNCTION connection_arrive(
  p_brand uuid, p_id uuid, p_node uuid, p_side text, p_person uuid, p_site uuid, p_url text, p_title text, p_at timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.brand_id', p_brand::text, true);
  INSERT INTO connections (brand_id, id, node_id, side, person_id, site_id, url, title, connected_at)
  VALUES (p_brand, p_id, p_node, p_side, p_person, p_site, p_url, p_title, p_at)
  ON CONFLICT (brand_id, id) DO UPDATE SET url = excluded.url, title = excluded.title;
END $$;

-- One live connection less; keeps when, so that whoever asks within the next minute knows since when.
CREATE FUNCTION connection_leave(p_brand uuid, p_id uuid, p_at timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.brand_id', p_brand::text, true);
  WITH gone AS (
    DELETE FROM connections WHERE brand_id = p_brand AND id = p_id RETURNING side, person_id
  )
  INSERT INTO departures AS d (brand_id, side, person_id, at) SELECT p_brand, side, person_id, p_at FROM gone
  ON CONFLICT (brand_id, side, person_id) DO UPDATE SET at = excluded.at;
END $$;

-- Asked a minute after a person left: whether they are back. When they last left is of no use from then on.
CREATE FUNCTION person_connected(p_brand uuid, p_side text, p_person uuid, p_until timestamptz)
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.brand_id', p_brand::text, true);
  DELETE FROM departures WHERE brand_id = p_brand AND side = p_side AND person_id = p_person AND at <= p_until;
  RETURN EXISTS (SELECT FROM connections WHERE brand_id = p_brand AND side = p_side AND person_id = p_person);
END $$;

-- Which of these visitors are online: with a live connection, or a minute at most after the last one. Who asks a minute
-- after somebody left takes that away; where nobody could, as after a node died, it counts for two minutes at most.
CREATE FUNCTION visitors_online(p_brand uuid, p_visitors uuid[])
RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT k.person_id FROM connections k
  WHERE k.brand_id = p_brand AND k.side = 'visitor' AND k.person_id = ANY (p_visitors)
  UNION ALL
  SELECT d.person_id FROM departures d
  WHERE d.brand_id = p_brand AND d.side = 'visitor' AND d.person_id = ANY (p_visitors)
    AND d.at > statement_timestamp() - interval '2 minutes'
$$;

-- A node's sign of life by the database's clock, the same for all nodes; tells how many connections it is known to hold.
CREATE FUNCTION node_beat(p_node uuid)
RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
  INSERT INTO nodes (id, started_at, beat_at) VALUES (p_node, clock_timestamp(), clock_timestamp())
  ON CONFLICT (id) DO UPDATE SET beat_at = clock_timestamp();
  SELECT count(*)::integer FROM connections WHERE node_id = p_node;
$$;
ALTER FUNCTION node_beat OWNER TO causerie_lookup;
REVOKE ALL ON FUNCTION node_beat FROM PUBLIC;
GRANT EXECUTE ON FUNCTION node_beat TO causerie_app;

-- Removes connections of nodes that stopped beating (and of none), and tells whose they were: they left now.
CREATE FUNCTION sweep_dead_nodes(p_silent interval, p_at timestamptz)
RETURNS TABLE (brand_id uuid, side text, person_id uuid)
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
  DELETE FROM nodes WHERE beat_at < clock_timestamp() - p_silent;
  WITH swept AS (
    DELETE FROM connections c WHERE NOT EXISTS (SELECT FROM nodes n WHERE n.id = c.node_id)
    RETURNING c.brand_id, c.side, c.person_id
  ),
  left_now AS (
    INSERT INTO departures AS d (brand_id, side, person_id, at)
    SELECT DISTINCT s.brand_id, s.side, s.person_id, p_at FROM swept s
    ON CONFLICT ON CONSTRAINT departures_pkey DO UPDATE SET at = excluded.at
  )
  SELECT s.brand_id, s.side, s.person_id FROM swept s;
$$;
ALTER FUNCTION sweep_dead_nodes OWNER TO causerie_lookup;
REVOKE ALL ON FUNCTION sweep_dead_nodes FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sweep_dead_nodes TO causerie_app;

-- A node that stops says so: the next sweep, by whichever node, finds its connections gone.
CREATE FUNCTION node_leave(p_node uuid)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
  UPDATE nodes SET beat_at = 'epoch' WHERE id = p_node;
$$;
ALTER FUNCTION node_leave OWNER TO causerie_lookup;
REVOKE ALL ON FUNCTION node_leave FROM PUBLIC;
GRANT EXECUTE ON FUNCTION node_leave TO causerie_app;
