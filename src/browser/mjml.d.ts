declare module 'mjml' {
  const compile: (
    source: string,
    options: {
      validationLevel: 'skip' | 'soft' | 'strict';
      keepComments: boolean;
      fonts: Record<string, string>;
    },
  ) => Promise<{ html: string }>;
  export = compile;
}
