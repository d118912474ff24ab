/**
 * Loaded into the app's main process before the app itself: whatever it tries to reach beyond this machine is refused,
 * and noted in `globalThis.strays`.
 */
// eslint-disable-next-line @typescript-eslint/no-require-imports -- Electron loads such files as CommonJS only
const { Socket } = require('node:net');

const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|::1|localhost)$/;
/** A label longer than DNS allows: the resolver refuses it without asking anybody. */
const UNRESOLVABLE = /[^.]{64}/;
const { connect } = Socket.prototype;

globalThis.strays = [];

Socket.prototype.connect = function (...given) {
  const { host, path } = Object(Array.isArray(given[0]) ? given[0][0] : given[0]);
  if (path !== undefined || host === undefined || LOOPBACK.test(host) || UNRESOLVABLE.test(host)) {
    return connect.apply(this, given);
  }
  globalThis.strays.push(host);
  return this.destroy(Object.assign(new Error(`connect EHOSTUNREACH ${host}`), { code: 'EHOSTUNREACH' }));
};
