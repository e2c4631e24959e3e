-- Whether the account can show something beside its password.
CREATE FUNCTION has_second_factor(p_account uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
  SELECT EXISTS (SELECT FROM authenticator_apps a WHERE a.account_id = p_account)
    OR EXISTS (SELECT FROM passkeys p WHERE p.account_id = p_account)
$$;
ALTER FUNCTION has_second_factor OWNER TO causerie_lookup;
REVOKE ALL ON FUNCTION has_second_factor FROM PUBLIC;
GRANT EXECUTE ON FUNCTION has_second_factor TO causerie_app;

-- Whose session this is within the brand of that name: the brand alone where the account is no member of it, no row
-- where there is no such brand. The brand's id is not known yet, so this looks across brands; one round trip a page.
CREATE FUNCTION membership_at(p_account uuid, p_slug text)
RETURNS TABLE (
  brand_id uuid, slug text, brand_name text, brand_state text, default_locale text, brand_time_zone text,
  member_id uuid, role text, kind text, status text, name text, picture text, capacity integer,
  chosen_state text, state text, locale text, time_zone text, alerts json, brands bigint,
  two_step_from timestamptz, has_factor boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
  SELECT b.id, b.slug, b.name, b.state, b.default_locale, b.time_zone,
    m.id, m.role, m.kind, m.status, m.name, m.picture, m.capacity, m.chosen_state, m.state, a.locale, a.time_zone,
    json_build_object('sound', a.alert_sound, 'title', a.alert_title, 'desktop', a.alert_desktop),
    (SELECT count(*) FROM memberships o WHERE o.account_id = p_account),
    (SELECT t.required_from FROM two_step_requirements t WHERE t.brand_id = b.id), has_second_factor(p_account)
  FROM brands b
  LEFT JOIN memberships s ON s.account_id = p_account AND s.brand_id = b.id
  LEFT JOIN members m ON m.brand_id = b.id AND m.id = s.member_id AND m.status <> 'removed'
  LEFT JOIN accounts a ON a.id = p_account
  WHERE b.slug = p_slug
$$;
ALTER FUNCTION membership_at OWNER TO causerie_lookup;
REVOKE ALL ON FUNCTION membership_at FROM PUBLIC;
GRANT EXECUTE ON FUNCTION membership_at TO causerie_app;

-- The brands that an account may choose between.
CREATE FUNCTION memberships_of(p_account uuid)
RETURNS TABLE (brand_id uuid, member_id uuid, slug text, name text, role text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
  SELECT b.id, m.id, b.slug, b.name, m.role
  FROM memberships s
  JOIN brands b ON b.id = s.brand_id
  JOIN members m ON m.brand_id = s.brand_id AND m.id = s.member_id AND m.status = 'active'
  WHERE s.account_id = p_account
  ORDER BY lower(b.name)
$$;
ALTER FUNCTION memberships_of OWNER TO causerie_lookup;
REVOKE ALL ON FUNCTION memberships_of FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberships_of TO causerie_app;

-- What holds now for these sign-ins in these brands: all that one node has open, of whichever brands, in one round trip.
-- Without a row for a place there is no such brand; without a status the account is no member of it.
CREATE FUNCTION memberships_now(p_sessions text[], p_accounts uuid[], p_brands uuid[])
RETURNS TABLE (
  place bigint, signed_in boolean, brand_state text, status text, role text, kind text, name text, picture text,
  capacity integer, chosen_state text, state text, groups uuid[], two_step_from timestamptz, has_factor boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
  SELECT i.place, EXISTS (SELECT FROM sessions s WHERE s.sid = i.session_id), b.state,
    m.status, m.role, m.kind, m.name, m.picture, m.capacity, m.chosen_state, m.state,
    ARRAY(SELECT g.group_id FROM group_members g WHERE g.brand_id = b.id AND g.member_id = m.id ORDER BY 1),
    t.required_from, t.required_from IS NOT NULL AND has_second_factor(i.account_id)
  FROM unnest(p_sessions, p_accounts, p_brands) WITH ORDINALITY AS i(session_id, account_id, brand_id, place)
  JOIN brands b ON b.id = i.brand_id
  LEFT JOIN memberships o ON o.account_id = i.account_id AND o.brand_id = b.id
  LEFT JOIN members m ON m.brand_id = b.id AND m.id = o.member_id AND m.status <> 'removed'
  LEFT JOIN two_step_requirements t ON t.brand_id = b.id
$$;
ALTER FUNCTION memberships_now OWNER TO causerie_lookup;
REVOKE ALL ON FUNCTION memberships_now FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberships_now TO causerie_app;
