import { describe, expect, test } from 'vitest';
import { allowedUrl } from '../../../../src/main/security/allowed-url';

describe('addresses that may be opened', () => {
  test.each([
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_DescribeCopyJob.html',
    'https://docs.aws.amazon.com/x?y=1#z',
    'https://repost.aws/knowledge-center/x',
    'https://console.aws.amazon.com/backup/home?region=eu-central-1#/jobs',
    'https://eu-central-1.console.aws.amazon.com/backup/home',
    'https://us-gov-west-1.console.amazonaws-us-gov.com/backup/home',
    'https://cn-northwest-1.console.amazonaws.cn/backup/home',
    'https://eusc-de-east-1.console.amazonaws-eusc.eu/backup/home',
  ])('%s', (address) => {
    expect(allowedUrl(address)).toBe(address);
  });

  test('the host is compared as the browser will read it', () => {
    expect(allowedUrl('HTTPS://DOCS.AWS.Amazon.com/x')).toBe('https://docs.aws.amazon.com/x');
    expect(allowedUrl('https://docs.aws.amazon.com:443/')).toBe('https://docs.aws.amazon.com/');
  });
});

describe('addresses that may not', () => {
  test.each([
    ['nothing', ''],
    ['not an address', 'docs.aws.amazon.com'],
    ['plain http', 'http://docs.aws.amazon.com/'],
    ['a file', 'file:///etc/passwd'],
    ['a script', 'javascript:alert(1)'],
    ['data', 'data:text/html,<script>1</script>'],
    ['another program', 'smb://docs.aws.amazon.com/share'],
    ['a protocol handler', 'ms-msdt:/id%20PCWDiagnostic'],
    ['our own pages', 'app://main/index.html'],
    ['another host', 'https://example.com/'],
    ['the host as a prefix', 'https://docs.aws.amazon.com.example.com/'],
    ['the host as a suffix', 'https://notdocs.aws.amazon.com/'],
    ['the host as a subdomain', 'https://x.docs.aws.amazon.com/'],
    ['the host as user name', 'https://docs.aws.amazon.com@example.com/'],
    ['the host as user and password', 'https://docs.aws.amazon.com:x@example.com/'],
    ['credentials for the right host', 'https://user:secret@docs.aws.amazon.com/'],
    ['the host in path', 'https://example.com/https://docs.aws.amazon.com/'],
    ['another port', 'https://docs.aws.amazon.com:8443/'],
    ['a backslash', 'https:\\\\docs.aws.amazon.com\\@example.com'],
    ['a backslash in front of the host', 'https://example.com\\.docs.aws.amazon.com/'],
    ['a line break', 'https://docs.aws.amazon.com/\n--new-window'],
    ['a leading space', ' https://docs.aws.amazon.com/'],
    ['a nought', 'https://docs.aws.amazon.com/\u0000'],
    ['look-alike letters', 'https://dосs.aws.amazon.com/'],
    ['a trailing dot', 'https://docs.aws.amazon.com./'],
    ['a false Region', 'https://evil.console.aws.amazon.com.example.com/'],
    ['a Region that is not one', 'https://login.console.aws.amazon.com/'],
    ['two Regions', 'https://a.eu-central-1.console.aws.amazon.com/'],
    ['a console of nobody', 'https://eu-central-1.console.example.com/'],
    ['metadata address', 'https://169.254.169.254/latest/meta-data/'],
  ])('%s', (_what, address) => {
    expect(allowedUrl(address)).toBeUndefined();
  });
});
