/**
 * Whether the member `m` could be given a conversation at `$2`, in SQL: available, with fewer places taken and reserved than
 * they have, as the distribution counts them.
 */
export const HAS_FREE_PLACE = `(m.state = 'available' AND m.capacity > (
  SELECT count(*) FROM conversations held
  WHERE held.brand_id = m.brand_id AND held.state = 'on_desk' AND held.member_id = m.id) + (
  SELECT count(*) FROM reserved_places r
  WHERE r.brand_id = m.brand_id AND r.member_id = m.id AND r.starts_at <= $2 AND r.ends_at > $2))`;
