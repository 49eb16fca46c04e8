import type { Guide } from './guide.ts';

/** Source: seed 000, "Applying for an API Key". */
const apply: Guide = {
  id: 'webex-apply',
  provider: 'webex-meetings',
  when: 'no-key',
  title: 'Apply for a Webex Meetings key',
  about:
    'By a form and a mail. Such a key is for the Webex Meetings lookups only, not for the Webex REST APIs.',
  steps: [
    {
      id: 'email',
      title: 'Choose the email address',
      what: 'Decide which address the key is to belong to. One that a team reads outlives a person who leaves.',
      why: 'The key is sent there, and every renewal asks for this address again.',
      check: 'You can read mail that comes to it.',
    },
    {
      id: 'form',
      title: 'Fill the form',
      what: 'Open the registration page, fill in the form and submit it.',
      why: 'There is no other place where such a key is given out.',
      check: 'A page says that the form has arrived.',
      way: 'registration',
    },
    {
      id: 'mail',
      title: 'Follow the link in the mail',
      what: 'Wait for the mail about the new key, and follow its link. Look into the folder for unwanted mail, too.',
      why: 'Until then the key is not active.',
      check: 'A page confirms that the key is activated.',
    },
    {
      id: 'store',
      title: 'Put the key into Latchkey',
      what: 'Press “Add key”, then “Paste activation email”, and paste the whole mail: Latchkey finds API key, secret key, passcode, email and expiration in it. Or type them.',
      why: 'Sealed in Latchkey it can be used, and renewed, without being read out again.',
      check: 'The key is in the list under Keys, with its expiry.',
      way: 'add-key',
    },
    {
      id: 'test',
      title: 'Look something up',
      what: 'Under “Look up”, ask for a session key or an email address that you know.',
      why: 'That shows that key, secret and host belong together.',
      check: 'An answer comes, not “the key was refused”.',
    },
    {
      id: 'mail-away',
      title: 'Delete the mail',
      what: 'Remove the mail with the key from the mailbox, and from its bin.',
      why: 'Whoever reads it has the key, the secret and the passcode.',
      check: 'Searching the mailbox for the API key finds nothing.',
    },
  ],
};

/** Source: seed 000, "Renewing an API Key". */
const expired: Guide = {
  id: 'webex-expired',
  provider: 'webex-meetings',
  when: 'expired',
  title: 'Renew a Webex Meetings key that has expired',
  about:
    'An expired key cannot renew itself: the request would have to be signed with it. The form and the mail can.',
  steps: [
    {
      id: 'form',
      title: 'Fill the same form again',
      what: 'Open the registration page and submit the form with the email address that the key was applied for with.',
      why: 'By that address the service knows the registration; any other begins a new one.',
      check: 'The address in the form is the one on the key’s card under Edit.',
      way: 'registration',
    },
    {
      id: 'mail',
      title: 'Follow the link in the mail',
      what: 'Wait for the mail about renewing the key, and follow its link.',
      why: 'The link is what renews it.',
      check: 'A page confirms the renewal.',
    },
    {
      id: 'type',
      title: 'Type the new key into the old entry',
      what: 'Open the renewal of this key, press “Type the key from the mail”, and take over API key, secret key, passcode and expiry.',
      why: 'There it is tested before it takes over, and label and settings stay.',
      check: 'Latchkey says that the new key is in use.',
      way: 'renew',
    },
    {
      id: 'others',
      title: 'Tell the others',
      what: 'Hand the new key over to colleagues and scripts that used the old one.',
      why: 'Their copies have expired as well.',
      check: 'Nobody is left with the old expiry date.',
    },
    {
      id: 'next-time',
      title: 'Let the next one renew itself',
      what: 'In Settings, choose under “Automatic renewal” how many days before its end a key is renewed.',
      why: 'A key lives six months. Before its end it takes one click, or none.',
      check: '“Automatic renewal” does not say “Off”.',
    },
  ],
};

export const webexMeetingsGuides: readonly Guide[] = [apply, expired];
