import type { DemoResponse } from '../demo-brand.js';

const CONSEILLERS = 'Conseillers';

export const maisonLumiereResponses: readonly DemoResponse[] = [
  {
    shortcut: 'bonjour',
    title: 'Accueil',
    fr: 'Bonjour {{visitor.name}}, ici {{member.name}} de {{brand.name}}. Que puis-je éclairer pour vous ?',
    en: 'Hello {{visitor.name}}, this is {{member.name}} at {{brand.name}}. What may I light up for you?',
  },
  {
    shortcut: 'livraison',
    title: 'Délais de livraison',
    fr: 'Nous livrons en France en trois à cinq jours ouvrés, et chez nos voisins européens en une semaine. Vous recevez un lien de suivi dès le départ de l’atelier.',
    en: 'We deliver within France in three to five working days, and to our European neighbours within a week. You receive a tracking link as soon as your parcel leaves the workshop.',
  },
  {
    shortcut: 'retour',
    title: 'Retour sous 30 jours',
    fr: 'Vous avez trente jours pour changer d’avis. Le retour est offert : gardez le carton, nous passons le reprendre chez vous.',
    en: 'You have thirty days to change your mind. Returns are on us: keep the box, we come and collect it from your home.',
  },
  {
    shortcut: 'garantie',
    title: 'Garantie de cinq ans',
    fr: 'Chaque luminaire est garanti cinq ans, câble et douille compris. Une photo suffit pour que l’atelier vous réponde.',
    en: 'Every light is guaranteed for five years, cable and socket included. One photograph is all the workshop needs to answer you.',
  },
  {
    shortcut: 'ampoule',
    title: 'Quelle ampoule choisir',
    fr: 'Pour une lumière douce : E27, 2 700 K, 470 lumens dans une chambre, 800 dans une pièce à vivre. Toutes nos suspensions acceptent un variateur.',
    en: 'For a soft light: E27, 2,700 K, 470 lumens in a bedroom, 800 in a living room. All of our pendants take a dimmer.',
  },
  {
    shortcut: 'merci',
    title: 'Remerciement et clôture',
    fr: 'Merci {{visitor.name}}, je reste à votre disposition ici même. Belle journée !\n{{member.name}}',
    en: 'Thank you {{visitor.name}}, you will find me here whenever you need me. Have a lovely day!\n{{member.name}}',
  },
  {
    of: CONSEILLERS,
    shortcut: 'hauteur',
    title: 'Hauteur d’une suspension',
    fr: 'Au-dessus d’une table, comptez 70 cm entre le plateau et le bas du luminaire ; dans un passage, au moins 2,10 m du sol.',
    en: 'Above a table, leave 70 cm between the top and the light; where people walk, at least 2.10 m from the floor.',
  },
  {
    of: CONSEILLERS,
    shortcut: 'mesure',
    title: 'Sur mesure',
    fr: 'Nous allongeons le câble et changeons la teinte à la demande. Comptez trois semaines ; je vous envoie le devis à {{visitor.email|votre adresse}}.',
    en: 'We lengthen cables and change colours on request. Allow three weeks; I will send the quote to {{visitor.email|your address}}.',
  },
  {
    of: 'lea',
    shortcut: 'atelier',
    title: 'Visite de l’atelier',
    fr: 'Si vous passez par Lyon, je vous montre l’atelier avec plaisir : le mardi et le jeudi, à partir de 14 h.',
    en: 'If you come through Lyon, I will gladly show you the workshop: Tuesdays and Thursdays, from 2 p.m.',
  },
];
