import type { fromEnv } from '@aws-sdk/credential-providers';

/** A key pair, perhaps temporary, as the SDK signs with it. */
export type Identity = Awaited<ReturnType<ReturnType<typeof fromEnv>>>;
