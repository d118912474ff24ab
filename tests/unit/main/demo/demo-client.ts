import { BackupClient } from '@aws-sdk/client-backup';
import type { BackupEndpoint, DemoKey } from '../../../../src/main/demo/types';

/** A key like AWS hands out, for tests only: it opens nothing anywhere. */
export const KEY: DemoKey = {
  accessKeyId: 'AKIATESTTESTTESTTEST',
  secretAccessKey: 'secret/of+the/tests/and+nothing+else/000',
  accountId: '111122223333',
};

export const REGION = 'eu-central-1';

/** An answer as it came over the wire. */
export interface Wire {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** The real SDK client, aimed at the endpoint, with every answer's raw form kept in `wire`. */
export function sdkClient(
  endpoint: BackupEndpoint,
  options: { key?: DemoKey; region?: string; maxAttempts?: number; requestTimeout?: number } = {},
): { client: BackupClient; wire: Wire[] } {
  const key = options.key ?? KEY;
  const wire: Wire[] = [];
  const client = new BackupClient({
    endpoint: endpoint.url,
    region: options.region ?? REGION,
    maxAttempts: options.maxAttempts ?? 1,
    requestHandler: {
      connectionTimeout: 2000,
      requestTimeout: options.requestTimeout ?? 5000,
      throwOnRequestTimeout: true,
    },
    credentials: {
      accessKeyId: key.accessKeyId,
      secretAccessKey: key.secretAccessKey,
      ...(key.sessionToken === undefined ? {} : { sessionToken: key.sessionToken }),
    },
  });
  client.middlewareStack.add(
    (next) => async (args) => {
      const out = await next(args);
      const response = out.response as {
        statusCode: number;
        headers: Record<string, string>;
        body: AsyncIterable<Buffer>;
      };
      const chunks: Buffer[] = [];
      for await (const chunk of response.body) chunks.push(chunk);
      const bytes = Buffer.concat(chunks);
      wire.push({ status: response.statusCode, headers: response.headers, body: bytes.toString('utf8') });
      const { Readable } = await import('node:stream');
      response.body = Readable.from([bytes]);
      return out;
    },
    { step: 'deserialize', name: 'keepWire', priority: 'low', override: true },
  );
  return { client, wire };
}

/** A small copy job of the test account, as a whole DescribeCopyJob body. */
export function jobBody(copyJobId: string, members: Record<string, unknown> = {}): string {
  return JSON.stringify({
    CopyJob: {
      AccountId: KEY.accountId,
      CopyJobId: copyJobId,
      State: 'COMPLETED',
      CreationDate: 1790000000.087,
      ...members,
    },
  });
}
