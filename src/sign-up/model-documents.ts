import type { PublishDocumentInput } from '../sites/index.js';

export type ModelDocument = Omit<PublishDocumentInput, 'mustAccept'>;

/** What a brand's terms begin with, in both languages: to be read and put right by whoever answers for them. */
export function modelDocuments(brand: string): ModelDocument[] {
  return [
    {
      audience: 'visitors',
      kind: 'terms',
      texts: {
        fr: {
          title: 'Conditions de la messagerie',
          body: `${brand} vous répond ici, par écrit, dès que quelqu’un est libre.\n\nRestez courtois, n’envoyez ni coordonnées bancaires ni documents d’identité. Un conseil donné ici ne remplace pas les conditions de vente affichées sur le site. La personne qui vous répond peut clôturer la conversation lorsque votre question a trouvé sa réponse\u202f; vous pourrez la relire ensuite.`,
        },
        en: {
          title: 'Chat terms',
          body: `${brand} replies to you here, in writing, as soon as someone is free.\n\nPlease stay courteous, and send neither card details nor identity papers. Advice given here does not replace the terms of sale shown on the site. Whoever answers you may close the conversation once your question is answered; you can read it again afterwards.`,
        },
      },
    },
    {
      audience: 'visitors',
      kind: 'privacy',
      texts: {
        fr: {
          title: 'Vos données',
          body: `Nous gardons vos messages vingt-quatre mois pour pouvoir vous répondre en connaissance de cause, puis nous les effaçons. Ils ne sont lus que par l’équipe de ${brand}.\n\nVotre adresse e-mail, si vous la donnez, ne sert qu’à vous transmettre les réponses. Vous pouvez masquer votre historique ou demander l’effacement de vos données à tout moment.`,
        },
        en: {
          title: 'Your data',
          body: `We keep your messages for twenty-four months so that we can reply knowing what was said before, then we delete them. Only the team of ${brand} reads them.\n\nYour e-mail address, if you give it, is only used to send you replies. You can hide your history, or ask for your data to be deleted, at any time.`,
        },
      },
    },
  ];
}
