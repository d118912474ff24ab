/** The page's own background in both themes, painted before the page has loaded so that nothing flashes white. */
export const PAGE_BACKGROUND = { light: '#f3f5f8', dark: '#0e1319' } as const;
