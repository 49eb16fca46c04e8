import type { Guide } from './guide.ts';

/** Source: seed 002, "Generate an API key"; Verint's help on rotatable keys. */
const rotate: Guide = {
  id: 'verint-change',
  provider: 'verint',
  when: 'change',
  title: 'Change a Verint API key without a gap',
  about: 'By a rotatable key, whose replacement is made before it ends, or by a second key.',
  steps: [
    {
      id: 'look',
      title: 'Look at the present key',
      what: 'In System Management, under License Management, open API Keys. Note the key’s type, user, expiry and allowed URLs, and whether it is rotatable.',
      why: 'The new one has to allow the same, and no more.',
      check: 'You have written down all five.',
    },
    {
      id: 'room',
      title: 'Look whether there is room',
      what: 'Count the keys of the tenant. There can be 300.',
      why: 'A new key is made beside the old one, so for a while there are two.',
      check: 'There are fewer than 300.',
    },
    {
      id: 'rotatable',
      title: 'Is it rotatable? Then wait for its replacement',
      what: 'A rotatable key has an expiry and an overlap in hours. Before it ends, its replacement is made; both work during the overlap.',
      why: 'That is the time that you have for the switch.',
      check:
        'You know when the overlap begins and ends. For a key that is not rotatable, tick this and go on.',
    },
    {
      id: 'new',
      title: 'Else make a second key',
      what: 'Press Add, choose the same key type, an expiry, a description, the same user, and for a custom key the same URLs and methods. Press Generate.',
      why: 'It is enabled at once, and the old one goes on working.',
      check: 'The list shows the new key, with the right user and URLs.',
    },
    {
      id: 'store',
      title: 'Put it into Latchkey',
      what: 'Add key ID, API key, type, user and expiry as a key of its own.',
      why: 'Requests are signed with it; both entries can be used until the switch is over.',
      check: 'The new entry is in the list under Keys.',
      way: 'add-key',
    },
    {
      id: 'switch',
      title: 'Switch everything that signs with the old key',
      what: 'Give the new key ID and API key to each application, one after the other.',
      why: 'After the old key’s expiry its requests are refused, up to two hours later at the latest.',
      check: 'Each application works with the new key ID.',
    },
    {
      id: 'disable',
      title: 'Disable the old key, then delete it',
      what: 'Disable it first and wait a day. If nobody complains, delete it, or leave that to the system: seven days after its expiry it does so itself.',
      why: 'A key can only be deleted when it is disabled, and a disabled one can be enabled again if its expiry lies ahead.',
      check: 'The old key is gone from the list. The only internal key cannot be deleted.',
    },
  ],
};

export const verintGuides: readonly Guide[] = [rotate];
