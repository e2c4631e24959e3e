export type ActCode = 'site' | 'script' | 'opening' | 'hours' | 'invite';
export type StepCode = 'account' | 'brand' | 'site' | 'script' | 'opening' | 'hours' | 'invite' | 'first';

/** `views/sign-up/start.hbs` */
export interface GettingStartedView {
  url: string;
  deskUrl: string;
  brand: { name: string; initial: string };
  firstName: string;
  done: number;
  of: number;
  percent: number;
  /** Nothing is left to do. */
  isDone: boolean;
  /** The tag to paste, once there is a site. */
  script: string | null;
  /** Whether a page has been seen that loads it. */
  isSeen: boolean;
  steps: StepView[];
}

export interface StepView {
  code: StepCode;
  title: string;
  help: string;
  isDone: boolean;
  /** The first that is to be done: its act is the page's primary one. */
  isNext: boolean;
  act: { label: string; url: string } | null;
}
