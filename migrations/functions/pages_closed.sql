-- Of these pages, of whichever brands, those whose visitors would not be let in now: their brand is suspended, their site
-- is gone or their origin is none of its any more. What comes from our own origin has none here.
CREATE FUNCTION pages_closed(p_brands uuid[], p_sites uuid[], p_origins text[])
RETURNS TABLE (place bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
  SELECT i.place
  FROM unnest(p_brands, p_sites, p_origins) WITH ORDINALITY AS i(brand_id, site_id, origin, place)
  LEFT JOIN brands b ON b.id = i.brand_id AND b.state = 'active'
  LEFT JOIN sites s ON s.brand_id = b.id AND s.id = i.site_id
  WHERE s.id IS NULL OR (i.origin IS NOT NULL AND i.origin <> ALL (s.origins))
$$;
ALTER FUNCTION pages_closed OWNER TO causerie_lookup;
REVOKE ALL ON FUNCTION pages_closed FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pages_closed TO causerie_app;
