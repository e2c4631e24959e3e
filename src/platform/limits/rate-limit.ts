export interface RateLimit {
  /** Names the counter; one limit a name. */
  name: string;
  points: number;
  seconds: number;
  /** Whom it holds for, where that is not who asks alone: a refusal says so. */
  of?: 'address' | 'brand';
}

/** One taking of a limit; nothing is counted for null. */
export interface Taking {
  limit: RateLimit;
  key: string | null;
}
