import { readFileSync } from 'node:fs';
import { socketsOf } from './processes';

/** Every kind of socket by which something can leave a computer. */
const KINDS = ['tcp', 'tcp6', 'udp', 'udp6', 'udplite', 'udplite6', 'raw', 'raw6', 'icmp', 'icmp6'] as const;
/** In /proc/net/tcp: waits for others to connect. */
const LISTENING = '0A';
/** How often it is looked (ms): a name server that does not answer is waited for seconds long, a refused connection is seen by the proxy. */
const LOOK_MS = 20;

export interface SocketWatch {
  /** How often it was looked so far. */
  looks(): number;
  /** Ends the watch and answers what was seen, each once: `udp 0.0.0.0:5353 -> 192.0.2.1:53`. */
  stop(): readonly string[];
}

/** Looks again and again at the sockets that the processes of a group have open. Those between processes of this machine are left out. */
export function watchSockets(group: number): SocketWatch {
  const seen = new Set<string>();
  let looks = 0;
  const look = (): void => {
    looks += 1;
    const own = socketsOf(group);
    if (own.size === 0) return;
    for (const kind of KINDS) {
      for (const { inode, from, to, isListening } of socketsOfKind(kind)) {
        const isLocal = isListening ? isLoopback(from) : isLoopback(to);
        if (own.has(inode) && !isLocal) seen.add(`${kind} ${from} ${isListening ? 'listens' : `-> ${to}`}`);
      }
    }
  };
  const timer = setInterval(look, LOOK_MS);
  return {
    looks: () => looks,
    stop() {
      clearInterval(timer);
      look();
      return [...seen];
    },
  };
}

function socketsOfKind(kind: string) {
  let text = '';
  try {
    text = readFileSync(`/proc/net/${kind}`, 'utf8');
  } catch {
    // A kind that this kernel does not have.
  }
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [, from = '', to = '', state, , , , , , inode = ''] = line.trim().split(/\s+/);
      return {
        inode,
        from: addressOf(from),
        to: addressOf(to),
        isListening: kind.startsWith('tcp') && state === LISTENING,
      };
    });
}

/** `0100007F:1F90` as `127.0.0.1:8080`. Words of four bytes each, as this machine writes numbers (least significant byte first). */
function addressOf(text: string): string {
  const [host = '', port = ''] = text.split(':');
  const bytes = (host.match(/.{8}/g) ?? []).flatMap((word) => [...Buffer.from(word, 'hex')].reverse());
  const isMapped = bytes.length === 16 && bytes.slice(0, 12).join() === '0,0,0,0,0,0,0,0,0,0,255,255';
  const short = isMapped ? bytes.slice(12) : bytes;
  const written =
    short.length === 4 ? short.join('.') : `[${Buffer.from(short).toString('hex').match(/.{4}/g)?.join(':')}]`;
  return `${written}:${Number.parseInt(port, 16)}`;
}

const isLoopback = (address: string): boolean => /^(?:127\.|\[0000:0000:0000:0000:0000:0000:0000:0001\])/.test(address);
