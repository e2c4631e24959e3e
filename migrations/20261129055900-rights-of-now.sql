-- What holds for those who have a desk open is asked for all of a node at once, with whether they are still signed in.
GRANT SELECT (sid) ON sessions TO causerie_lookup;
