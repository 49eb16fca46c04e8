/** What a service and its tenant have. The secrets say in clear text that they are none. */
export const connectKey = {
  serviceKey: 'not-a-secret-service-key-0001',
  serviceId: 'SVC00001',
  /** In standard base64, with signs that the other alphabet writes otherwise. */
  serviceSecret: Buffer.from('NOT-A-SECRET~~~???service>>>').toString('base64'),
  appId: 'APP00001',
  appSecret: 'not-a-secret-app-äöü-0001',
  profileKey: '0f3c2a5e-0000-4000-8000-0000profile1',
} as const;

/** Where its APIs lie here, by what the key's form calls their hosts. */
export const connectPaths = {
  apiHost: '/connect/api',
  contactPolicyHost: '/connect/policy',
  rtmHost: '/connect/rtm',
  webhookUrl: '/connect/hooks/not-a-secret-webhook-0001',
} as const;
