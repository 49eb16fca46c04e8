import type { Guide } from './guide.ts';

/** Source: seed 003. How long an old secret goes on working is documented nowhere. */
const change: Guide = {
  id: 'zoom-change',
  provider: 'zoom',
  when: 'change',
  title: 'Change the API secret of Zoom',
  about:
    'Zoom does not say how long an old secret goes on working. So this is done in a quiet hour, quickly.',
  steps: [
    {
      id: 'which',
      title: 'Find out which pair it is',
      what: 'An account has an API key and secret, an SDK key and secret, and perhaps a webhook secret token. Decide which of them is to change.',
      why: 'They are not exchangeable: API requests, sessions and webhooks are signed with different ones.',
      check: 'You know the name of the one that is to change.',
    },
    {
      id: 'list',
      title: 'List what uses it',
      what: 'Write down every application, script and colleague that makes tokens with it.',
      why: 'All of them may stop at the moment when the new secret is made.',
      check: 'For each one you know who changes it, and they know when.',
    },
    {
      id: 'new',
      title: 'Make the new secret',
      what: 'On the account’s developer page, where key and secret are shown, make a new one and copy it.',
      why: 'It may be shown only once.',
      check: 'The copy is whole: no blank at either end.',
    },
    {
      id: 'store',
      title: 'Put it into Latchkey',
      what: 'Add it as a new key, or type it into the form of the old one under Edit; then the old one is kept as its previous key.',
      why: 'Tokens are made with it from then on.',
      check:
        'A request that lists something is answered. Status 401 with code 124 means that the token was refused.',
      way: 'add-key',
    },
    {
      id: 'switch',
      title: 'Switch the others at once',
      what: 'Give the new secret to each item of your list.',
      why: 'Tokens that were made before live for an hour at most, if the advice of the documentation was followed.',
      check: 'Nothing on your list gets status 401 after an hour.',
    },
    {
      id: 'webhook',
      title: 'If it was the webhook’s token',
      what: 'Give the new secret token to whatever receives the events, and have the address validated again.',
      why: 'Each event is signed with it; what cannot be verified is thrown away.',
      check: 'An event that comes in is verified. For another secret, tick this and go on.',
    },
  ],
};

export const zoomGuides: readonly Guide[] = [change];
