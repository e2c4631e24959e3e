-- The words of a text as the search knows them, in their order: without accents, vowel signs and case. What parts them
-- is listed, so that no locale of the database decides about letters.
CREATE FUNCTION search_words(p_text text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_remove(regexp_split_to_array(
    translate(replace(replace(replace(
      lower(regexp_replace(normalize(p_text, NFKD),
        '[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\ufe00-\ufe0f]+', '', 'g')),
      'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), 'øđłıςةى', 'odliσهي'),
    '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u02b0-\u02ff\u060c\u061b\u061f\u066a-\u066d\u06d4\u2000-\u2bff\u3000-\u303f\ue000-\uf8ff\ufff0-\uffff\U0001f000-\U0001faff]+'
  ), '')
$$;

-- What the lexemes of a brand's documents of one week begin with.
CREATE FUNCTION search_shelf(p_brand uuid, p_started_at timestamptz) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT right(p_brand::text, 6) || lpad(to_hex(floor(extract(epoch FROM p_started_at) / 604800)::integer), 3, '0')
$$;

-- Of each of these conversations, which the reader may read, the entry that shows best why it was found: that with most
-- of the words, the newest of those; without words the last message.
CREATE FUNCTION search_excerpts(p_conversations uuid[], p_words text[])
RETURNS TABLE (id uuid, body text, kind text, side text, author_name text)
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
  SELECT c.id, x.body, x.kind, x.side, x.author_name
  FROM conversations c
  CROSS JOIN LATERAL (
    SELECT n.*, (
      SELECT count(*) FROM unnest(p_words) WITH ORDINALITY q(word, place) WHERE EXISTS (
        SELECT FROM unnest(n.words) w
        WHERE w = q.word OR (q.place = cardinality(p_words) AND length(q.word) > 1 AND starts_with(w, q.word)))) AS hits
    FROM (
      SELECT e.seq, e.body, e.kind, e.side, e.author_name,
        CASE WHEN cardinality(p_words) > 0 THEN search_words(e.body) END AS words
      FROM entries e
      WHERE e.brand_id = c.brand_id AND e.conversation_id = c.id AND e.kind IN ('message', 'note') AND e.body <> ''
      ORDER BY e.seq DESC LIMIT CASE WHEN cardinality(p_words) > 0 THEN 300 ELSE 1 END) n
    ORDER BY hits DESC, n.seq DESC LIMIT 1) x
  WHERE c.brand_id = current_setting('app.brand_id')::uuid AND c.id = ANY (p_conversations)
$$;
