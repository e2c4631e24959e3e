declare module 'mjml' {
  const compile: (
    source: string,
    options: { validationLevel: 'skip' | 'soft' | 'strict'; keepComments: boolean },
  ) => Promise<{ html: string }>;
  export = compile;
}
