export interface Programs {
  firefox: string;
  driver: string;
  browser: string;
  display: string;
}

/** As test/engines/run.mjs has found them. */
export function programs(): Programs {
  if (!process.env.ENGINES)
    throw new Error('Run npm run engines: it finds the engines, and installs them where it may.');
  return JSON.parse(process.env.ENGINES) as Programs;
}
