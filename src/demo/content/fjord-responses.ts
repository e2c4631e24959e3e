import type { DemoResponse } from '../demo-brand.js';

export const fjordResponses: readonly DemoResponse[] = [
  {
    shortcut: 'hello',
    title: 'Welcome',
    en: 'Hello {{visitor.name}}, {{member.name}} from {{brand.name}} here. Where are you heading?',
    fr: 'Bonjour {{visitor.name}}, ici {{member.name}} de {{brand.name}}. Vers où partez-vous ?',
  },
  {
    shortcut: 'delivery',
    title: 'Delivery times',
    en: 'In the UK your order arrives within two working days, in the rest of Europe within five. A tracking link comes by e-mail.',
    fr: 'Au Royaume-Uni votre commande arrive en deux jours ouvrés, ailleurs en Europe en cinq. Un lien de suivi vous parvient par e-mail.',
  },
  {
    shortcut: 'returns',
    title: 'Returns',
    en: 'Try it at home for sixty days. If it is not right, send it back with the label in the box: the way back is free.',
    fr: 'Essayez chez vous pendant soixante jours. Si cela ne va pas, renvoyez-le avec l’étiquette jointe : le retour est gratuit.',
  },
  {
    shortcut: 'repair',
    title: 'Repairs',
    en: 'We repair what we make, for life. Send me a photograph of the damage and I will book it in: usually ten days.',
    fr: 'Nous réparons ce que nous fabriquons, à vie. Envoyez-moi une photo et je l’inscris : dix jours le plus souvent.',
  },
  {
    shortcut: 'size',
    title: 'Between two sizes',
    en: 'Between two sizes, take the larger one for boots and the smaller one for base layers. We swap it free of charge if need be.',
    fr: 'Entre deux tailles, prenez la plus grande pour les chaussures et la plus petite pour les premières couches. Nous échangeons sans frais si besoin.',
  },
  {
    of: 'Advisers',
    shortcut: 'wash',
    title: 'Washing a shell',
    en: 'Wash it at 30 degrees with a technical soap, rinse twice, and tumble dry on low for twenty minutes: the heat brings the beading back.',
    fr: 'Lavez à 30 degrés avec un savon technique, rincez deux fois, puis vingt minutes de sèche-linge doux : la chaleur ravive la déperlance.',
  },
  {
    shortcut: 'thanks',
    title: 'Thanks and goodbye',
    en: 'Thank you {{visitor.name}}, enjoy the trip! Write here any time.\n{{member.name}}',
    fr: 'Merci {{visitor.name}}, bon voyage ! Écrivez-nous ici quand vous voulez.\n{{member.name}}',
  },
  {
    of: 'maya',
    shortcut: 'skye',
    title: 'Camping on Skye',
    en: 'I camped on Skye last October: take the long pegs, and pitch behind the wall at Glenbrittle if the forecast says more than 40 knots.',
  },
];
