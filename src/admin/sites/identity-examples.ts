/** What a site's server does to say who its customer is; `npm install jose`. */
export const JWT_EXAMPLE = `import { SignJWT } from 'jose';

const jwt = await new SignJWT({
  name: customer.name,
  email: customer.email,
  attributes: { tier: customer.tier },
})
  .setProtectedHeader({ alg: 'HS256' })
  .setSubject(customer.id)
  .setExpirationTime('10m')
  .sign(Buffer.from(process.env.CAUSERIE_JWT_SECRET));

// In the page:
causerie('identify', { jwt });`;

/** The same with `npm install canonicalize`. */
export const HMAC_EXAMPLE = `import { createHmac } from 'node:crypto';
import canonicalize from 'canonicalize';

const identity = {
  id: customer.id,
  name: customer.name,
  email: customer.email,
  attributes: { tier: customer.tier },
  exp: Math.floor(Date.now() / 1000) + 600,
};
const signature = createHmac('sha256', process.env.CAUSERIE_JWT_SECRET)
  .update('causerie-identity-v2\\n' + canonicalize(identity))
  .digest('hex');

// In the page:
causerie('identify', { ...identity, signature });`;
