import type { CardWords } from '../../domain/provider-card.ts';

/** What the form says of a key, and what files call its fields. */
export const words: CardWords = {
  about: 'Asks Zoom’s Video SDK, Cobrowse SDK and account APIs, makes SDK tokens, checks webhooks.',
  expiryHelp: 'Zoom’s keys do not expire by themselves; set a date to be reminded to change yours.',
  synonyms: ['zoom video sdk', 'zoom sdk', 'video sdk', 'cobrowse sdk'],
  fields: {
    apiKey: { help: 'Signs requests; not the SDK key.', synonyms: ['key', 'zoom api key'] },
    apiSecret: { synonyms: ['secret', 'api key secret', 'zoom api secret'] },
    accountId: {
      help: 'Of the account that the key belongs to; a note for yourself.',
      synonyms: ['account', 'zoom account id', 'master account', 'master account id'],
    },
    sdkKey: {
      help: 'Only for tokens that join a session.',
      synonyms: ['app key', 'zoom sdk key', 'video sdk key', 'zoom video sdk key'],
    },
    sdkSecret: { synonyms: ['app secret', 'zoom sdk secret', 'video sdk secret'] },
    webhookSecret: {
      help: 'Only to check webhooks, from the page of your event subscription.',
      synonyms: ['webhook secret', 'secret token', 'webhook token', 'zoom webhook secret token'],
    },
    plan: {
      help: 'How often Zoom lets the account list sessions; Latchkey keeps to that.',
      options: {
        pro: 'Free or Pro: 10 lists of sessions a minute',
        business: 'Business or more: 20 a minute',
      },
      synonyms: ['zoom plan', 'account plan'],
    },
    baseUrl: {
      help: 'A region has a host of its own, such as api-eu.zoom.us; this one always works.',
      synonyms: ['url', 'host', 'base', 'api url', 'api host', 'server'],
    },
  },
};
