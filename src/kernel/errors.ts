/** What kind of refusal it is; faces translate it into an HTTP status or an acknowledgement. */
export type RefusalKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'too_slow'
  | 'too_large'
  | 'too_many'
  | 'unavailable';

const STATUS: Record<RefusalKind, number> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_slow: 408,
  too_large: 413,
  too_many: 429,
  unavailable: 503,
};

export interface RefusalDetails {
  /** Values for the sentence `errors:<code>`. */
  params?: Record<string, string | number>;
  /** Field name → error code, for forms: the sentence stands next to its field. */
  fields?: Record<string, string>;
  /** Seconds after which a new try makes sense. */
  retryAfter?: number;
}

/**
 * A clear answer to something that cannot be done. The code is also the locale key `errors:<code>`,
 * so the same refusal reads in every language and on every face.
 */
export class Refusal extends Error {
  readonly status: number;

  constructor(
    readonly kind: RefusalKind,
    readonly code: string,
    readonly details: RefusalDetails = {},
  ) {
    super(code);
    this.name = 'Refusal';
    this.status = STATUS[kind];
  }
}

/** Missing and foreign look the same, so that an id of another brand tells nothing. */
export function notFound(): Refusal {
  return new Refusal('not_found', 'not_found');
}

/** Whether it is the refusal with that code. */
export function isRefusedAs(error: unknown, code: string): boolean {
  return error instanceof Refusal && error.code === code;
}

export function forbidden(): Refusal {
  return new Refusal('forbidden', 'forbidden');
}

export function invalidFields(fields: Record<string, string>): Refusal {
  return new Refusal('invalid', 'invalid_fields', { fields });
}
