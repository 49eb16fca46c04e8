import type { CardWords } from '../../domain/provider-card.ts';
import { apiAuthentication, rowFor } from './api-authentication.ts';

/** What the form says of a key, and what files call its fields. */
export const words: CardWords = {
  about: 'Sends messages and events, and asks for profiles and contact policies.',
  expiryHelp: 'Webex Connect sets none; a date of your own reminds you to change the key.',
  synonyms: ['connect', 'imiconnect', 'imi connect'],
  authentication: apiAuthentication.map(({ label, takes }) => ({ label, takes })),
  authenticationOf: rowFor,
  fields: {
    region: {
      options: {
        '': 'Choose where you sign in',
        'us.webexconnect.io': 'us.webexconnect.io, USA (AWS)',
        'us1.webexconnect.io': 'us1.webexconnect.io, USA (Azure)',
        'ca.webexconnect.io': 'ca.webexconnect.io, Canada',
        'eu.webexconnect.io': 'eu.webexconnect.io, Ireland',
        'uk.webexconnect.io': 'uk.webexconnect.io, United Kingdom',
        'in.webexconnect.io': 'in.webexconnect.io, India',
        'au.webexconnect.io': 'au.webexconnect.io, Australia',
        'imiconnect.io/europe': 'imiconnect.io, Europe',
        'imiconnect.io/usa': 'imiconnect.io, USA',
        'imiconnect.us': 'imiconnect.us, USA (Azure)',
        'imiconnect.eu': 'imiconnect.eu, United Kingdom',
        'imiconnect.ca': 'imiconnect.ca, Canada',
        'imiconnect.in': 'imiconnect.in, Asia Pacific',
        'imiconnect.com': 'imiconnect.com',
        other: 'Sandbox or another host (under Advanced)',
      },
      help: 'By the address of your tenant. Two regions are called imiconnect.io.',
      synonyms: ['tenant', 'tenant url', 'tenant domain', 'url', 'base url', 'domain', 'server'],
    },
    serviceKey: { synonyms: ['key', 'api key', 'service api key'] },
    serviceId: {
      help: 'With the secret it makes the service’s token.',
      synonyms: ['jwt service id', 'iss', 'issuer'],
    },
    serviceSecret: {
      help: 'As the service shows it, in base64.',
      synonyms: ['secret', 'jwt secret', 'api secret'],
    },
    profileKey: {
      help: 'From the tenant’s settings, for profiles and contact policies.',
      synonyms: ['profile api key', 'tenant key'],
    },
    appId: {
      help: 'Of the mobile or web app, for threads, segments and topics.',
      synonyms: ['app asset id', 'application id'],
    },
    appSecret: {
      help: 'The secret key that was set for the app’s JWT.',
      synonyms: ['app jwt secret', 'jwt secret key'],
    },
    apiHost: {
      help: 'Instead of the region’s: “api.example.com”.',
      synonyms: ['host', 'api url', 'api base url'],
    },
    contactPolicyHost: { synonyms: ['contact policy url', 'policy host'] },
    rtmHost: {
      help: 'Threads, segments and topics are asked there.',
      synonyms: ['rtm url'],
    },
    webhookUrl: {
      help: 'As Webex Connect made it. Who has it can send to your flow, so it is kept like a secret.',
      synonyms: ['webhook url', 'inbound webhook', 'webhook'],
    },
    webhookHeader: {
      help: 'Its documents name both. Choose “key” where a token is refused.',
      options: { authorization: 'Authorization: Bearer' },
      synonyms: ['webhook header', 'webhook token header'],
    },
    webhookSecret: {
      help: 'Of outbound webhooks: shows whether a delivery is Webex Connect’s own.',
      synonyms: ['hub secret', 'webhook signature secret'],
    },
  },
};
