import { z } from 'zod';
import { invalidFields, isBlank, isStorable, lengthOf } from '../../kernel/index.js';

export const LONGEST_PASSKEY_NAME = 60;
/** Far longer than any device's. */
const LONGEST_ANSWER = 64 * 1024;

const base64url = z
  .string()
  .max(LONGEST_ANSWER)
  .regex(/^[\w-]*$/);
const shared = {
  id: base64url.min(1).max(1400),
  rawId: base64url,
  type: z.literal('public-key'),
  clientExtensionResults: z.looseObject({}).default({}),
};
const REGISTRATION = z.object({
  ...shared,
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z
      .array(z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb']))
      .optional(),
  }),
});
const ASSERTION = z.object({
  ...shared,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.optional(),
  }),
});

export type Registration = z.infer<typeof REGISTRATION>;
export type Assertion = z.infer<typeof ASSERTION>;

/** What a browser has answered for a new passkey, as the form carries it. */
export function readRegistration(posted: unknown): Registration {
  return read(REGISTRATION, posted);
}

/** What a browser has answered for one that signs in. */
export function readAssertion(posted: unknown): Assertion {
  return read(ASSERTION, posted);
}

export function checkPasskeyName(name: string): void {
  if (isBlank(name)) throw invalidFields({ name: 'required' });
  if (!isStorable(name) || /\p{Cc}/u.test(name)) throw invalidFields({ name: 'characters_refused' });
  if (lengthOf(name) > LONGEST_PASSKEY_NAME) throw invalidFields({ name: 'too_long' });
}

function read<Answer>(shape: z.ZodType<Answer>, posted: unknown): Answer {
  if (typeof posted !== 'string' || posted.length > LONGEST_ANSWER) throw unreadable();
  let answer: unknown;
  try {
    answer = JSON.parse(posted);
  } catch {
    throw unreadable();
  }
  const parsed = shape.safeParse(answer);
  if (!parsed.success) throw unreadable();
  return parsed.data;
}

function unreadable() {
  return invalidFields({ passkey: 'passkey_failed' });
}
