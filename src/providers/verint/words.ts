import type { CardWords } from '../../domain/provider-card.ts';

/** What the form says of a key, and what files call its fields. */
export const words: CardWords = {
  about: 'Signs requests to Verint’s workforce APIs.',
  expiryHelp: 'Verint disables it then, and deletes it seven days later.',
  synonyms: ['verint wfo', 'verint wfm', 'wfo'],
  fields: {
    baseUrl: {
      help: 'Where you sign in to Verint.',
      synonyms: ['url', 'host', 'base', 'api url', 'api host', 'server'],
    },
    keyId: { synonyms: ['kid', 'api key id'] },
    apiKey: { synonyms: ['key', 'secret', 'api secret', 'key secret'] },
    keyType: { synonyms: ['type'] },
    user: { help: 'Specific: the permissions of one person, at the time of use.' },
    urls: { help: 'As Verint has them: nothing else is signed.' },
    tenant: { help: 'Only where one server has several.' },
    signQuery: { help: 'Verint does not; switch it on if your server differs.' },
  },
};
