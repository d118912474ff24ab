import net from 'node:net';

/** A connection that somebody tried to open to anything but this machine. */
export interface StrayConnection {
  readonly host: string;
  readonly port: number;
}

export interface LoopbackGuard {
  readonly strays: readonly StrayConnection[];
  /** Forgets what was noted, after a test has looked at it. */
  forget(): void;
  /** Puts the real `connect` back. */
  end(): void;
}

const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|::1|localhost)$/;
/** A label longer than DNS allows: the resolver refuses it without asking anybody. */
const UNRESOLVABLE = /[^.]{64}/;

/**
 * Lets this process connect to itself only. Everything else is noted and fails as unreachable, so a test can never
 * reach AWS, and can show that nobody tried to.
 */
export function loopbackOnly(): LoopbackGuard {
  const strays: StrayConnection[] = [];
  const connect = Reflect.get(net.Socket.prototype, 'connect') as (this: net.Socket, ...given: unknown[]) => net.Socket;
  net.Socket.prototype.connect = function (this: net.Socket, ...given: unknown[]) {
    const { host, port, isLocal } = targetOf(given);
    if (isLocal || LOOPBACK.test(host) || UNRESOLVABLE.test(host)) {
      return connect.apply(this, given);
    }
    strays.push({ host, port });
    const error = Object.assign(new Error(`connect EHOSTUNREACH ${host}:${port}`), { code: 'EHOSTUNREACH' });
    // Later, as a real connection would fail: the caller has to be able to listen first.
    process.nextTick(() => this.destroy(error));
    return this;
  };
  return {
    strays,
    forget() {
      strays.length = 0;
    },
    end() {
      Reflect.set(net.Socket.prototype, 'connect', connect);
    },
  };
}

interface Target {
  readonly host: string;
  readonly port: number;
  /** A pipe or a socket file. */
  readonly isLocal: boolean;
}

/** Node calls `connect` with its options wrapped in a list of arguments, people with options or with port and host. */
function targetOf(given: readonly unknown[]): Target {
  const [first, second] = given;
  if (Array.isArray(first)) return targetOf(first);
  if (typeof first === 'object' && first !== null) {
    const options = first as { host?: string; port?: number | string; path?: string | null };
    return { host: options.host ?? 'localhost', port: Number(options.port), isLocal: typeof options.path === 'string' };
  }
  return { host: typeof second === 'string' ? second : 'localhost', port: Number(first), isLocal: false };
}
