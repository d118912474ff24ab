import { createHash } from 'node:crypto';
import type { DemoKey } from '../../src/main/demo/types';
import { startHttpService, type HttpService, type ServiceAnswer } from './http-service';

/** Path below the home folder where `aws sso login` leaves its token, by session name or start URL. */
export function ssoCachePath(sessionOrStartUrl: string): string {
  return `.aws/sso/cache/${createHash('sha1').update(sessionOrStartUrl).digest('hex')}.json`;
}

/** A token file as `aws sso login` writes it. */
export function ssoTokenFile(token: {
  readonly accessToken: string;
  readonly expiresInMs: number;
  readonly refreshToken?: string;
}): string {
  const { accessToken, expiresInMs, refreshToken } = token;
  const renewal = { refreshToken, clientId: 'client', clientSecret: 'client-secret' };
  return JSON.stringify({
    startUrl: 'https://corp.example/start',
    region: 'eu-central-1',
    accessToken,
    expiresAt: new Date(Date.now() + expiresInMs).toISOString(),
    ...(refreshToken === undefined ? {} : renewal),
  });
}

export interface SsoEndpoint {
  /** The portal, which turns a token into credentials. */
  readonly portal: HttpService;
  /** The OIDC service, which renews tokens. */
  readonly oidc: HttpService;
  /** Which access tokens the portal takes. */
  readonly validTokens: Set<string>;
  close(): Promise<void>;
}

const HOUR_MS = 3_600_000;

/** A simulated IAM Identity Center on loopback: GetRoleCredentials at one address, CreateToken at another. */
export async function startSsoEndpoint(
  gives: DemoKey,
  assigned: { accountId: string; roleName: string },
): Promise<SsoEndpoint> {
  const validTokens = new Set(['good-token']);

  const portal = await startHttpService(({ path, query, headers }) => {
    if (path !== '/federation/credentials') return jsonError(404, 'UnknownOperationException', 'No such path');
    if (!validTokens.has(String(headers['x-amz-sso_bearer_token']))) {
      return jsonError(401, 'UnauthorizedException', 'Session token not found or invalid');
    }
    if (query.get('account_id') !== assigned.accountId || query.get('role_name') !== assigned.roleName) {
      return jsonError(403, 'ForbiddenException', 'No access');
    }
    const { accessKeyId, secretAccessKey, sessionToken } = gives;
    const expiration = Date.now() + HOUR_MS;
    return json(200, { roleCredentials: { accessKeyId, secretAccessKey, sessionToken, expiration } });
  });

  const oidc = await startHttpService(({ path, body }) => {
    const input = JSON.parse(body) as Record<string, unknown>;
    if (path !== '/token' || input['grantType'] !== 'refresh_token')
      return jsonError(400, 'InvalidRequestException', 'No');
    if (input['refreshToken'] !== 'good-refresh') return jsonError(400, 'InvalidGrantException', 'Refused');
    validTokens.add('renewed-token');
    return json(200, {
      accessToken: 'renewed-token',
      expiresIn: 3600,
      refreshToken: 'good-refresh',
      tokenType: 'Bearer',
    });
  });

  return {
    portal,
    oidc,
    validTokens,
    async close() {
      await Promise.all([portal.close(), oidc.close()]);
    },
  };
}

function json(status: number, body: unknown): ServiceAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': 'sso-request-1' },
    body: JSON.stringify(body),
  };
}

function jsonError(status: number, type: string, message: string): ServiceAnswer {
  const { headers, ...answer } = json(status, { message });
  return { ...answer, headers: { ...headers, 'x-amzn-errortype': type } };
}
