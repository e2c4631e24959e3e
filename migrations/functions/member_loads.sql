-- Who could be given a conversation: who is available, with fewer places taken and reserved than they have.
CREATE FUNCTION is_free(p_state text, p_capacity integer, p_taken bigint, p_reserved bigint) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$ SELECT p_state = 'available' AND p_capacity > p_taken + p_reserved $$;

-- The places of active members at a moment, to be joined: the planner sees through it. Runs as its caller.
CREATE FUNCTION member_loads(p_now timestamptz)
RETURNS TABLE (brand_id uuid, member_id uuid, taken bigint, reserved bigint, is_free boolean)
LANGUAGE sql STABLE AS $$
  SELECT m.brand_id, m.id, t.places, r.places, is_free(m.state, m.capacity, t.places, r.places)
  FROM members m
  CROSS JOIN LATERAL (
    SELECT count(*) AS places FROM conversations c
    WHERE c.brand_id = m.brand_id AND c.state = 'on_desk' AND c.member_id = m.id) t
  CROSS JOIN LATERAL (
    SELECT count(*) AS places FROM reserved_places p
    WHERE p.brand_id = m.brand_id AND p.member_id = m.id AND p.starts_at <= p_now AND p.ends_at > p_now) r
  WHERE m.status = 'active'
$$;
