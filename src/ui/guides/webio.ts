import type { Guide } from './guide.ts';

/** Source: seed 004, "Generating your API key". */
const change: Guide = {
  id: 'webio-change',
  provider: 'webio',
  when: 'change',
  title: 'Change the API key of a Webio organisation',
  about: 'Generate a new one, switch, delete the old one. A key is valid until it is deleted.',
  steps: [
    {
      id: 'list',
      title: 'List what uses it',
      what: 'Write down what starts conversations, sends messages or fetches transcripts with the organisation’s key, and what checks its webhooks’ token.',
      why: 'Each has to be switched before the old key goes.',
      check: 'For each one you know who can change it.',
    },
    {
      id: 'generate',
      title: 'Generate the new key',
      what: 'Log in, click into the organisation and scroll down to the API section. Under Public API Key click GENERATE, read the warning, and click GENERATE again if you agree.',
      why: 'The warning says what becomes of the present key in your organisation; Latchkey cannot know it.',
      check: 'The new API key is displayed.',
    },
    {
      id: 'store',
      title: 'Put it into Latchkey',
      what: 'Add the key with the organisation’s ID and your own secret, which has to be at least 32 bytes long. Then click CANCEL in Webio to close the message.',
      why: 'Key, secret and organisation together make the token.',
      check: 'The key is in the list under Keys.',
      way: 'add-key',
    },
    {
      id: 'switch',
      title: 'Switch, and make the token anew',
      what: 'Give the new key to each item of your list. Where webhooks are checked, generate their token anew and give out that, too.',
      why: 'The token goes with every webhook until it is generated anew; the latest one counts.',
      check: 'A webhook that comes in carries the new token, and a conversation can be started.',
    },
    {
      id: 'delete',
      title: 'Delete the old key',
      what: 'When nothing uses it any more, delete it in the organisation, and then its entry here.',
      why: 'It never expires by itself: until it is deleted, whoever has it can use it.',
      check: 'The organisation shows the new key alone.',
    },
  ],
};

export const webioGuides: readonly Guide[] = [change];
