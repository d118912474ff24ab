import type { Component } from 'svelte';

// A type, not an interface: the icon library's components take nothing that others could add members to.
export type IconProps = {
  /** Width and height in px. */
  readonly size?: number | string;
  readonly 'aria-hidden'?: 'true';
};

/**
 * An icon component: one of the icon library, or one of icons/, which holds those that a screen shows by the dozen. The
 * library builds every icon from data, which takes as long as the rest of a list's row.
 */
export type Icon = Component<IconProps>;
