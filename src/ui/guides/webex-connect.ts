import type { Guide } from './guide.ts';

/** Source: seed 001, "Authentication Best Practice" and "Rotating API Authentication Credentials". */
const rotate: Guide = {
  id: 'webex-connect-change',
  provider: 'webex-connect',
  when: 'change',
  title: 'Change the service key or JWT of Webex Connect',
  about: 'A new one beside the old one, the switch, and only then the old one goes.',
  steps: [
    {
      id: 'list',
      title: 'List what uses it',
      what: 'Write down every flow, script and colleague that sends with this service’s key or JWT.',
      why: 'Each has to be switched before the old one goes.',
      check: 'For each one you know who can change it.',
    },
    {
      id: 'new',
      title: 'Make a new service key or JWT credentials',
      what: 'In Webex Connect, open the service and make another service key, or other JWT credentials (service ID and secret). Leave the old ones as they are.',
      why: 'Both work side by side, so nothing stops while you switch.',
      check: 'The service shows the new one beside the old one.',
    },
    {
      id: 'store',
      title: 'Put it into Latchkey',
      what: 'Add it as a key of its own, with a label that says “new”.',
      why: 'The old entry stays usable until the switch is over.',
      check: 'Both entries are in the list under Keys.',
      way: 'add-key',
    },
    {
      id: 'switch',
      title: 'Switch one after the other',
      what: 'Give the new one to each item of your list. Where a JWT is sent, take the old JWT out in the same step.',
      why: 'If a request carries both, the JWT counts and the key is ignored: a JWT that is wrong fails beside a key that is right.',
      check: 'A message that is sent with the new one is accepted.',
    },
    {
      id: 'discard',
      title: 'Discard the old one',
      what: 'When nothing uses it any more, discard it in the service, and then delete the old entry here.',
      why: 'As long as it is there, whoever has it can send in your name.',
      check: 'Nothing on your list reports “Authentication failed” (code 7001, or status 401).',
    },
    {
      id: 'profile',
      title: 'Think of the profile key',
      what: 'Profile and contact policy calls use the profile key of the tenant’s settings. Look whether it has to change, too.',
      why: 'It is another key: changing the service’s does nothing to it.',
      check: 'Either it was changed as well, or you know why not.',
    },
  ],
};

export const webexConnectGuides: readonly Guide[] = [rotate];
