import type { CustomEndpoint } from '../../preload/contract/shapes';
import type { Section, SharedFiles } from './ports';

/**
 * Where calls to a service go, for one profile. The SDK reads these settings for the profile of `AWS_PROFILE` only,
 * not for one chosen in code, so they are read here and given to it.
 *
 * Order as in the AWS SDKs and Tools Reference Guide ("Service-specific endpoints"): the environment before the
 * profile, and a service's own setting before the general one.
 */

/** Services are named as in a `services` section and, in capitals, in `AWS_ENDPOINT_URL_…`. */
export type ServiceName = 'backup' | 'sts' | 'sso' | 'sso_oidc' | 'signin';

export interface EndpointSettings {
  readonly customEndpoint?: CustomEndpoint;
  readonly useFips: boolean;
  readonly useDualStack: boolean;
  /** Why the settings cannot be used. */
  readonly fault?: string;
}

export interface EndpointFacts {
  readonly files: SharedFiles;
  /** Absent for credentials of the environment where no profile is named. */
  readonly profileName: string | undefined;
  readonly environment: (name: string) => string | undefined;
}

export function endpointSettings(service: ServiceName, facts: EndpointFacts): EndpointSettings {
  const profile = settingsSection(facts);
  const flag = (variable: string, member: string) => isTrue(facts.environment(variable) ?? profile[member]);
  const settings = {
    useFips: flag('AWS_USE_FIPS_ENDPOINT', 'use_fips_endpoint'),
    useDualStack: flag('AWS_USE_DUALSTACK_ENDPOINT', 'use_dualstack_endpoint'),
  };
  if (flag('AWS_IGNORE_CONFIGURED_ENDPOINT_URLS', 'ignore_configured_endpoint_urls')) return settings;

  const found = configured(service, facts, profile);
  if (typeof found === 'string') return { ...settings, fault: found };
  if (!found) return settings;
  const wrong = faultOfUrl(found.url);
  return wrong === undefined
    ? { ...settings, customEndpoint: found }
    : { ...settings, fault: `The endpoint set by ${found.setBy} ${wrong}.` };
}

/** For everything but credentials the config file wins over the credentials file. */
function settingsSection({ files, profileName }: EndpointFacts): Section {
  if (profileName === undefined) return {};
  return { ...files.credentials.sections[profileName], ...files.config.sections[profileName] };
}

function configured(
  service: ServiceName,
  { environment, files }: EndpointFacts,
  profile: Section,
): CustomEndpoint | string | undefined {
  for (const variable of [`AWS_ENDPOINT_URL_${service.toUpperCase()}`, 'AWS_ENDPOINT_URL']) {
    const url = environment(variable);
    if (url !== undefined) return { url, setBy: variable };
  }
  const servicesName = profile['services'];
  if (servicesName !== undefined) {
    const services = files.config.sections[`services.${servicesName}`];
    if (!services) return `There is no section [services ${servicesName}], which the profile names.`;
    const url = services[`${service}.endpoint_url`];
    if (url !== undefined) return { url, setBy: `services section "${servicesName}"` };
  }
  const url = profile['endpoint_url'];
  return url === undefined ? undefined : { url, setBy: 'endpoint_url of the profile' };
}

function isTrue(value: string | undefined): boolean {
  return value?.trim().toLowerCase() === 'true';
}

/** An endpoint is shown in the window, so it must not carry a password either. */
function faultOfUrl(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) return 'is not an http or https address';
  return url.username === '' && url.password === '' ? undefined : 'contains a user name or password';
}
