import type { CardWords } from '../../domain/provider-card.ts';

/** What the form says of a key, and what files call its fields. */
export const words: CardWords = {
  about: 'Looks up meetings by session key and sites by email.',
  expiryHelp: 'Keys of Webex Meetings live six months; the mail says until when.',
  synonyms: ['webex', 'cisco webex', 'gapi'],
  fields: {
    apiKey: { help: 'From the activation mail.', synonyms: ['key', 'meetings api key'] },
    secretKey: {
      help: 'Line breaks from the mail are taken out.',
      synonyms: ['secret', 'api secret', 'api secret key'],
    },
    passcode: { help: 'Needed to renew the key.', synonyms: ['pass code', 'renewal passcode'] },
    email: {
      help: 'The address that the key was applied for with.',
      synonyms: ['e mail', 'mail', 'email address', 'account email'],
    },
    baseUrl: { synonyms: ['url', 'host', 'base', 'api url', 'api host', 'meetings api', 'server'] },
    issuer: { help: 'The token’s “iss”.', synonyms: ['iss'] },
    audience: { help: 'The token’s “aud”; a free name.', synonyms: ['aud'] },
    lifetimeSeconds: { synonyms: ['lifetime', 'token lifetime', 'ttl seconds'] },
  },
};
