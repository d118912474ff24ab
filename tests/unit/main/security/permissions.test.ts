import { expect, test } from 'vitest';
import { isPermitted } from '../../../../src/main/security/permissions';

const OURS = 'app://main';

test.each(['clipboard-sanitized-write', 'persistent-storage'])('our page may: %s', (permission) => {
  expect(isPermitted(permission, 'app://main/', OURS)).toBe(true);
  expect(isPermitted(permission, 'app://main', OURS)).toBe(true);
  expect(isPermitted(permission, 'app://main/index.html', OURS)).toBe(true);
});

test.each(['clipboard-sanitized-write', 'persistent-storage'])('others may not: %s', (permission) => {
  for (const requester of ['https://example.com/', 'app://other/', 'null', '', undefined]) {
    expect(isPermitted(permission, requester, OURS)).toBe(false);
  }
});

test.each([
  'clipboard-read',
  'media',
  'geolocation',
  'notifications',
  'midi',
  'midiSysex',
  'pointerLock',
  'fullscreen',
  'openExternal',
  'display-capture',
  'hid',
  'serial',
  'usb',
  'idle-detection',
  'fileSystem',
  'storage-access',
  'window-management',
  'unknown',
  'one-of-tomorrow',
])('nobody may: %s', (permission) => {
  expect(isPermitted(permission, 'app://main/', OURS)).toBe(false);
});
