import type { DemoDocument } from '../demo-brand.js';

/** What members of a demo brand accept, in both languages. */
export function membersCharter(brand: string): DemoDocument {
  return {
    audience: 'members',
    kind: 'terms',
    texts: {
      fr: {
        title: 'Charte des membres',
        body: `Vous écrivez au nom de ${brand}. Répondez avec soin, dites quand vous ne savez pas, ne promettez que ce qui peut être tenu.\n\nCe que les visiteurs vous confient reste dans la messagerie.`,
      },
      en: {
        title: 'Members’ charter',
        body: `You write on behalf of ${brand}. Reply with care, say when you do not know, and promise only what you can keep.\n\nWhat visitors confide in you stays in the messenger.`,
      },
    },
  };
}
