import '../../../src/renderer/src/styles/tokens.css';
import '../../../src/renderer/src/styles/base.css';
import { createRawSnippet, type Snippet } from 'svelte';
import { onTestFinished } from 'vitest';
import { page } from 'vitest/browser';
import { render, type Component, type ComponentImport, type RenderResult } from 'vitest-browser-svelte';

/** The size that Copytrail's window has at its first start, near enough. */
const WINDOW = { width: 1280, height: 860 };

export const THEMES = ['light', 'dark'] as const;
export const DENSITIES = ['comfortable', 'compact'] as const;

/** Puts theme and density on the page, as the app does for its settings. */
export function dress(theme: (typeof THEMES)[number], density: (typeof DENSITIES)[number]): void {
  document.documentElement.dataset['theme'] = theme;
  document.documentElement.dataset['density'] = density;
}

/**
 * Mounts a component as the app would: inside `#app`, under the app's styles. It leaves with the test, before whatever the
 * test opened earlier is closed.
 */
export async function show<C extends Component>(
  component: ComponentImport<C>,
  props: Record<string, unknown> = {},
): Promise<RenderResult<C>> {
  dress('light', 'comfortable');
  if (window.innerWidth !== WINDOW.width) await page.viewport(WINDOW.width, WINDOW.height);
  // The test before may have left the keyboard on something that is gone, or outside of the page.
  window.focus();
  const target = document.createElement('div');
  target.id = 'app';
  document.body.append(target);
  const shown = await render(component, { target, props } as never);
  onTestFinished(async () => {
    await shown.unmount();
    target.remove();
  });
  return shown;
}

/** Plain text, or one element of HTML, as a snippet. */
export function snippet(html: string): Snippet {
  return createRawSnippet(() => ({ render: () => (html.startsWith('<') ? html : `<span>${html}</span>`) }));
}

/** The element that stands for one member, snapshot or job; fails if there is none, or more than one. */
export function only(selector: string, root: ParentNode = document): HTMLElement {
  const found = root.querySelectorAll<HTMLElement>(selector);
  if (found.length !== 1) throw new Error(`${found.length} elements are ${selector}, not one.`);
  return found[0]!;
}
