import type { CardWords } from '../../domain/provider-card.ts';

/** What the form says of a key, and what files call its fields. */
export const words: CardWords = {
  about:
    'Makes tokens, checks webhooks and starts conversations of a Webio organisation. No address of its API is public: Webio gives it to you.',
  expiryHelp: 'Webio’s keys are valid until they are deleted.',
  synonyms: ['webio api', 'webio.com'],
  fields: {
    organisationId: { synonyms: ['organization id', 'org id', 'organisation', 'organization'] },
    apiKey: {
      help: 'Public API Key, as the organisation’s page showed it.',
      synonyms: ['key', 'public api key'],
    },
    secret: {
      help: 'Your own, with which the token is signed: at least 32 bytes.',
      synonyms: ['secret key', 'own secret', 'jwt secret'],
    },
    baseUrl: {
      help: 'Webio publishes none: it is in what they sent you.',
      synonyms: ['url', 'host', 'base', 'api url', 'api host', 'server'],
    },
    conversationPath: {
      help: 'Below the base URL, to start a conversation. {organisationId} stands for the ID.',
      synonyms: ['conversation url', 'outbound path'],
    },
    transcriptPath: {
      help: 'Below the base URL, with {conversationId} where the conversation’s ID goes.',
      synonyms: ['transcript url'],
    },
    tokenHeader: { help: 'The header in which requests carry their token.' },
    issuedToken: {
      help: 'The token that Webio issued last: webhooks that carry it are valid.',
      synonyms: ['webio token', 'x webio token', 'webhook token'],
    },
  },
};
