import CircleCheck from './icons/CircleCheck.svelte';
import CircleDot from './icons/CircleDot.svelte';
import CircleHelp from './icons/CircleQuestion.svelte';
import CircleX from './icons/CircleX.svelte';
import Clock from './icons/Clock.svelte';
import TriangleAlert from './icons/TriangleAlert.svelte';
import type { Icon } from './icon';

/** How something went, in one word; each has a colour and a shape, so that colour is never the only sign. */
export type Tone = 'positive' | 'warning' | 'negative' | 'active' | 'pending' | 'neutral';

export const TONE_ICONS: Record<Tone, Icon> = {
  positive: CircleCheck,
  warning: TriangleAlert,
  negative: CircleX,
  active: CircleDot,
  pending: Clock,
  neutral: CircleHelp,
};
