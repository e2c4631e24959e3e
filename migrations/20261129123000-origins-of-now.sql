-- Whether the pages that have a socket are still of a site is asked for all of a node at once.
GRANT SELECT (brand_id, id, origins) ON sites TO causerie_lookup;
