/** Everybody of the demo signs in with it. */
export const DEMO_PASSWORD = 'causerie-demo';
/** Runs the platform. */
export const DEMO_OPERATOR = 'operator@causerie.test';
