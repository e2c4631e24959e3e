/**
 * Whether the member `m` may read the conversation `c`, in SQL: managers every one; an agent what is or was on their desk
 * or is assigned to them, and all of a visitor whom they are talking with. `$1` is the brand.
 */
export const MAY_READ = `(
  m.role <> 'agent' OR m.id IN (c.member_id, c.assigned_to)
  OR EXISTS (SELECT FROM contacts k WHERE k.brand_id = $1 AND k.conversation_id = c.id AND k.member_id = m.id)
  OR EXISTS (
    SELECT FROM conversations held
    JOIN visitors mine ON mine.brand_id = $1 AND mine.id = held.visitor_id
    JOIN visitors theirs ON theirs.brand_id = $1 AND theirs.id = c.visitor_id
    WHERE held.brand_id = $1 AND held.state = 'on_desk' AND held.member_id = m.id
      AND mine.person_id = theirs.person_id
  )
)`;
