/** Everybody of the demo signs in with it. */
export const DEMO_PASSWORD = 'causerie-demo';
