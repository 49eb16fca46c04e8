/** The key that every sandbox knows. Its secrets say in clear text that they are none. */
export const zoomKey = {
  accountId: 'MASTER-0001',
  apiKey: 'ZoomApiKey000000000001',
  apiSecret: 'NOT-A-SECRET-zoom-api-äöü-1',
  sdkKey: 'ZoomSdkKey000000000001',
  sdkSecret: 'NOT-A-SECRET-zoom-sdk-1',
  webhookSecret: 'NOT-A-SECRET-zoom-webhook-1',
} as const;

/** The subaccount whose owner agreed. Source: seed 003, "Access subaccount data" */
export const zoomSubaccount = 'SUB-00001';
