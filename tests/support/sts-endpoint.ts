import type { DemoKey } from '../../src/main/demo/types';
import { startHttpService, type HttpService, type ServiceAnswer, type ServiceRequest } from './http-service';

/** A role that the simulated AWS STS hands out credentials for. */
export interface TestRole {
  readonly arn: string;
  /** The credentials handed out. */
  readonly gives: DemoKey;
  /** Access key ids that may take it on; default: any. */
  readonly trusts?: readonly string[];
  readonly mfa?: { readonly serial: string; readonly code: string };
  /** For `AssumeRoleWithWebIdentity`: the only token accepted. */
  readonly webToken?: string;
  /** How long the credentials last; default: an hour. */
  readonly lifetimeMs?: number;
}

export interface StsCall {
  readonly action: string;
  readonly roleArn: string;
  readonly sessionName: string;
  readonly accessKeyId: string | undefined;
  readonly region: string | undefined;
  readonly serial: string | undefined;
}

export interface StsEndpoint extends HttpService {
  readonly calls: readonly StsCall[];
  /** Answers so from now on, whatever is asked; undefined: truthfully again. */
  answerWith(answer: ServiceAnswer | 'nothing' | undefined): void;
}

const XML = { 'content-type': 'text/xml', 'x-amzn-requestid': 'sts-request-1' };
const HOUR_MS = 3_600_000;
const MFA_MESSAGE = 'MultiFactorAuthentication failed with invalid MFA one time pass code.';

/** A simulated AWS STS on loopback: AssumeRole and AssumeRoleWithWebIdentity in the query protocol, by GET or POST. */
export async function startStsEndpoint(roles: readonly TestRole[]): Promise<StsEndpoint> {
  const calls: StsCall[] = [];
  let fixed: ServiceAnswer | 'nothing' | undefined;

  const service = await startHttpService((request) => {
    const input = request.method === 'POST' ? new URLSearchParams(request.body) : request.query;
    const call = callOf(request, input);
    calls.push(call);
    if (fixed === 'nothing') return undefined;
    return fixed ?? judge(call, input, roles);
  });
  return {
    ...service,
    calls,
    answerWith(answer) {
      fixed = answer;
    },
  };
}

function callOf(request: ServiceRequest, input: URLSearchParams): StsCall {
  const scope = /Credential=([^/]+)\/\d+\/([^/]+)\/sts\//.exec(request.headers.authorization ?? '');
  return {
    action: input.get('Action') ?? '',
    roleArn: input.get('RoleArn') ?? '',
    sessionName: input.get('RoleSessionName') ?? '',
    accessKeyId: scope?.[1],
    region: scope?.[2],
    serial: input.get('SerialNumber') ?? undefined,
  };
}

function judge(call: StsCall, input: URLSearchParams, roles: readonly TestRole[]): ServiceAnswer {
  const role = roles.find(({ arn }) => arn === call.roleArn);
  const denied = `User is not authorized to perform: sts:${call.action} on resource: ${call.roleArn}`;
  if (!role) return stsError(403, 'AccessDenied', denied);
  if (call.action === 'AssumeRoleWithWebIdentity') {
    return input.get('WebIdentityToken') === role.webToken
      ? credentials(call.action, role)
      : stsError(400, 'InvalidIdentityToken', 'No OpenIDConnect provider found in your account.');
  }
  if (call.accessKeyId === undefined) return stsError(403, 'MissingAuthenticationToken', 'Request is missing a token');
  if (role.trusts && !role.trusts.includes(call.accessKeyId)) return stsError(403, 'AccessDenied', denied);
  if (role.mfa) {
    if (call.serial !== role.mfa.serial) return stsError(403, 'AccessDenied', denied);
    if (input.get('TokenCode') !== role.mfa.code) return stsError(403, 'AccessDenied', MFA_MESSAGE);
  }
  return credentials(call.action, role);
}

function credentials(action: string, { arn, gives, lifetimeMs = HOUR_MS }: TestRole): ServiceAnswer {
  const body = `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>
<AssumedRoleUser><AssumedRoleId>AROATEST:session</AssumedRoleId><Arn>${arn}/session</Arn></AssumedRoleUser>
<Credentials><AccessKeyId>${gives.accessKeyId}</AccessKeyId><SecretAccessKey>${gives.secretAccessKey}</SecretAccessKey>
<SessionToken>${gives.sessionToken ?? ''}</SessionToken><Expiration>${new Date(Date.now() + lifetimeMs).toISOString()}</Expiration></Credentials>
</${action}Result><ResponseMetadata><RequestId>sts-request-1</RequestId></ResponseMetadata></${action}Response>`;
  return { status: 200, headers: XML, body };
}

export function stsError(status: number, code: string, message: string): ServiceAnswer {
  const body = `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>sts-request-1</RequestId></ErrorResponse>`;
  return { status, headers: XML, body };
}
