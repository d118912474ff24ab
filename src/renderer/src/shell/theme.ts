import type { Settings } from '../../../preload/contract/settings';

const dark = window.matchMedia('(prefers-color-scheme: dark)');

/** The theme on screen for a setting, `system` resolved. */
function resolveTheme(theme: Settings['theme']): 'light' | 'dark' {
  if (theme === 'system') return dark.matches ? 'dark' : 'light';
  return theme;
}

/** The setting that shows light where it is dark now, and the other way round. */
export function otherTheme(theme: Settings['theme']): 'light' | 'dark' {
  return resolveTheme(theme) === 'dark' ? 'light' : 'dark';
}

/** Puts theme and density on the page. The returned function stops following the system's theme. */
export function applyAppearance({ theme, density }: Settings): () => void {
  const apply = (): void => {
    document.documentElement.dataset['theme'] = resolveTheme(theme);
    document.documentElement.dataset['density'] = density;
  };
  apply();
  dark.addEventListener('change', apply);
  return () => {
    dark.removeEventListener('change', apply);
  };
}
