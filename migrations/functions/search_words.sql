-- A text as the search reads it: without case, accents, vowel signs and what joins letters, with one form for each
-- Arabic letter and one kind of digits. What is listed here is listed once more where hits are marked.
CREATE FUNCTION search_fold(p_text text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT translate(replace(replace(replace(
      lower(normalize(regexp_replace(normalize(p_text, NFKD),
        '[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\ufe00-\ufe0f]+', '', 'g'), NFC)),
      'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), 'øđłıςةىٱکیھ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹', 'odliσهياكيه01234567890123456789')
$$;

-- Its words in their order. What parts them is listed, so that no locale of the database decides about letters.
CREATE FUNCTION search_split(p_text text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_remove(regexp_split_to_array(search_fold(p_text),
    '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u02b0-\u02ff\u060c\u061b\u061f\u066a-\u066d\u06d4\u2000-\u2bff\u3000-\u3004\u3006\u3008-\u303f\u30a0\u30fb\ue000-\uf8ff\ufff0-\uffff\U0001f000-\U0001faff]+'
  ), '')
$$;

-- The parts of a word: its letters, its figures, and what is written without spaces (Chinese, Japanese, Thai, Lao,
-- Khmer, Burmese), each by itself.
CREATE FUNCTION search_parts(p_word text) RETURNS TABLE (part text, is_unspaced boolean, place bigint)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT m[1], m[1] ~ '^[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]', place
  FROM regexp_matches(p_word,
    '([0-9]+|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+|[^0-9\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)',
    'g') WITH ORDINALITY p(m, place)
$$;

-- An Arabic word without the article and what is written together with it.
CREATE FUNCTION search_bare(p_word text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT regexp_replace(p_word, '^[وف]?(?:[بك]?ال|لل)([\u0620-\u06ff]{3,})$', '\1')
$$;

-- All that a text is found by. Beside its words: the parts of those in which letters meet figures, and what stands from
-- each of them on ("2x3m" in "Zelt2x3m"), Arabic ones without their article, and the pairs of neighbours (and the last sign) of what is written without spaces.
CREATE FUNCTION search_words(p_text text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT s.words || ARRAY(
    SELECT n.piece
    FROM (
      SELECT DISTINCT w.word FROM unnest(s.words) w(word)
      WHERE w.word ~ '[0-9][^0-9]|[^0-9][0-9]|[\u0600-\u06ff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]') w
    CROSS JOIN LATERAL (
      SELECT s.*, sum(length(s.part)) OVER (ORDER BY s.place) - length(s.part) AS before, count(*) OVER () AS parts
      FROM search_parts(w.word) s) p
    CROSS JOIN LATERAL (
      SELECT search_bare(p.part) AS piece WHERE NOT p.is_unspaced
      UNION ALL
      SELECT substr(w.word, p.before::integer + 1)
      WHERE NOT p.is_unspaced AND p.before > 0 AND p.place < p.parts AND p.parts <= 12
      UNION ALL
      SELECT c.sign || coalesce(lead(c.sign) OVER (ORDER BY c.at), '')
      FROM unnest(string_to_array(p.part, NULL)) WITH ORDINALITY c(sign, at) WHERE p.is_unspaced) n)
  FROM (SELECT search_split(p_text) AS words) s
$$;

-- What is asked for, as terms that must all be there. One that ends with a star is the beginning of a word: the last
-- one, and a lone sign of what is written without spaces.
CREATE FUNCTION search_terms(p_text text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  WITH words AS (
    SELECT w.word, w.at, count(*) FILTER (WHERE p.is_unspaced) AS unspaced, count(*) AS parts, min(length(p.part)) AS shortest
    FROM unnest(search_split(p_text)) WITH ORDINALITY w(word, at), search_parts(w.word) p GROUP BY w.word, w.at
  ), terms AS (
    -- A number of an order, say, in which letters and figures take turns: its signs stand everywhere, so it is asked for whole.
    SELECT w.word AS term, w.at, 0 AS place, 0 AS i, false AS is_lone FROM words w
    WHERE w.unspaced = 0 AND w.parts > 2 AND w.shortest = 1
    UNION ALL
    SELECT CASE WHEN p.is_unspaced THEN substr(p.part, i, 2) ELSE search_bare(p.part) END, w.at, p.place::integer, i,
      p.is_unspaced AND length(p.part) = 1
    FROM words w, search_parts(w.word) p,
      generate_series(1, CASE WHEN p.is_unspaced THEN greatest(length(p.part) - 1, 1) ELSE 1 END) i
    WHERE NOT (w.unspaced = 0 AND w.parts > 2 AND w.shortest = 1)
  ), ordered AS (
    SELECT t.term, t.is_lone, row_number() OVER (ORDER BY t.at, t.place, t.i) AS at, count(*) OVER () AS count FROM terms t
  )
  SELECT coalesce(array_agg(
    left(o.term, 40) || CASE WHEN o.is_lone OR (o.at = o.count AND length(o.term) > 1) THEN '*' ELSE '' END ORDER BY o.at), '{}')
  FROM ordered o
$$;

-- Whether a word is one that a term asks for.
CREATE FUNCTION search_meets(p_word text, p_term text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN right(p_term, 1) = '*' THEN starts_with(p_word, left(p_term, -1)) ELSE left(p_word, 40) = p_term END
$$;

-- What the lexemes of a brand's documents of one week begin with.
CREATE FUNCTION search_shelf(p_brand uuid, p_started_at timestamptz) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT right(p_brand::text, 6) || lpad(to_hex(floor(extract(epoch FROM p_started_at) / 604800)::integer), 3, '0')
$$;

-- The messages and notes of a conversation, among its latest, in which most of the terms stand: what it was found by.
-- What was said automatically is nobody's word. It looks for the signs of a term in at most so many characters, and for
-- words in at most so many messages that hold them, for who looks at many conversations at once.
CREATE FUNCTION search_hits(p_conversation uuid, p_terms text[], p_most integer, p_most_messages integer)
RETURNS TABLE (seq integer, body text, kind text, side text, author_name text, at timestamptz)
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
  SELECT h.seq, h.body, h.kind, h.side, h.author_name, h.at
  FROM (
    SELECT n.*, max(n.hits) OVER () AS most
    FROM (
      SELECT r.*, (
        SELECT count(*) FROM unnest(p_terms) q(term) WHERE EXISTS (
          SELECT FROM unnest(r.words) w WHERE search_meets(w, q.term))) AS hits
      FROM (
        SELECT s.*, search_words(s.body) AS words FROM (
          SELECT l.* FROM (
            SELECT e.seq, e.body, e.kind, e.side, e.author_name, e.at, sum(length(e.body)) OVER (ORDER BY e.seq DESC) AS read
            FROM entries e
            WHERE e.brand_id = current_setting('app.brand_id')::uuid AND e.conversation_id = p_conversation
              AND e.kind IN ('message', 'note') AND e.side <> 'bot' AND e.body <> '' AND cardinality(p_terms) > 0
            ORDER BY e.seq DESC LIMIT 1000) l
          CROSS JOIN LATERAL (SELECT search_fold(l.body) AS text LIMIT 1) f
          WHERE l.read <= p_most
            AND EXISTS (SELECT FROM unnest(p_terms) q(term) WHERE strpos(f.text, rtrim(q.term, '*')) > 0)
          ORDER BY l.seq DESC LIMIT p_most_messages) s) r) n) h
  WHERE h.hits = h.most AND h.hits > 0
  ORDER BY h.seq DESC
$$;

-- Of each of these conversations, which the reader may read, the message or note that shows best why it was found, and
-- how many do; where none does, what the visitor or a member said last, as lists show it. The fewer they are, the
-- further back it reads in each: so many characters of one, and of all together.
CREATE FUNCTION search_excerpts(p_conversations uuid[], p_terms text[], p_most integer, p_most_of_all integer)
RETURNS TABLE (id uuid, body text, kind text, side text, author_name text, at timestamptz, hits integer)
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
  SELECT c.id, coalesce(h.body, l.body), coalesce(h.kind, l.kind), coalesce(h.side, l.side),
    coalesce(h.author_name, l.author_name), coalesce(h.at, l.at), coalesce(h.count, 0)::integer
  FROM conversations c
  LEFT JOIN LATERAL (
    SELECT f.*, count(*) OVER ()
    FROM search_hits(c.id, p_terms, least(p_most, p_most_of_all / greatest(cardinality(p_conversations), 1)), 20) f
    ORDER BY f.seq DESC LIMIT 1) h ON true
  LEFT JOIN LATERAL (
    SELECT e.body, e.kind, e.side, e.author_name, e.at FROM entries e
    WHERE e.brand_id = c.brand_id AND e.conversation_id = c.id AND e.kind = 'message' AND e.side <> 'bot'
      AND h.seq IS NULL
    ORDER BY e.seq DESC LIMIT 1) l ON true
  WHERE c.brand_id = current_setting('app.brand_id')::uuid AND c.id = ANY (p_conversations)
$$;
