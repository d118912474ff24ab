/** Whether the job on screen is watched, and how that is changed. */
export interface WatchControl {
  readonly on: boolean;
  /** False: it has ended, and there is nothing left to watch. */
  readonly can: boolean;
  /** What else follows it already: the name of a watched view. */
  readonly by: string | undefined;
  readonly toggle: () => void;
}

export function watchHint({ on, can, by }: WatchControl): string {
  if (!can) return 'It has ended: there is nothing left to watch';
  if (on) return 'Stop watching this job';
  const hint = 'Ask about it until it ends, and tell what becomes of it';
  return by === undefined ? hint : `${hint}. It is followed already by “${by}”`;
}
