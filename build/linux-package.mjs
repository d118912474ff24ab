#!/usr/bin/env node
/**
 * Makes a .deb or an .rpm out of files laid out by electron-builder, with the distributions' own tools. electron-builder asks a program
 * called fpm for that, which it would fetch from GitHub; this one takes the same words (CUSTOM_FPM_PATH names it), so that the same
 * package comes out on every machine, and equal files give equal packages.
 */
import { chmodSync, cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { makeDeb } from './linux/deb.mjs';
import { needed, readRequest } from './linux/request.mjs';
import { makeRpm } from './linux/rpm.mjs';
import { isMain } from './project.mjs';

/** Rights of everything in a package: what its owner may run, all may run; nobody but root may write. */
const FOLDER_MODE = 0o755;
const PROGRAM_MODE = 0o755;
const FILE_MODE = 0o644;
const ANY_MAY_RUN = 0o111;

/**
 * Lays the files out as they will lie once installed.
 *
 * @param {import('./linux/request.mjs').Request['inputs']} inputs
 * @param {string} root folder that stands for `/`
 * @returns {import('./linux/request.mjs').PackageFile[]} in the order of their paths
 */
function layOut(inputs, root) {
  for (const { from, to } of inputs) {
    const target = path.join(root, to);
    mkdirSync(path.dirname(target), { recursive: true });
    cpSync(from, target, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
  }
  /** @type {import('./linux/request.mjs').PackageFile[]} */
  const files = [];
  const visit = (/** @type {string} */ folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const file = path.join(folder, entry.name);
      files.push({ place: file.slice(root.length), file, isFolder: entry.isDirectory() });
      if (entry.isDirectory()) {
        chmodSync(file, FOLDER_MODE);
        visit(file);
      } else if (entry.isFile()) chmodSync(file, lstatSync(file).mode & ANY_MAY_RUN ? PROGRAM_MODE : FILE_MODE);
    }
  };
  visit(root);
  return files.sort((one, other) => (one.place < other.place ? -1 : 1));
}

/** @param {string[]} words */
function main(words) {
  const request = readRequest(words);
  const kind = needed(request, '-t');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'copytrail-package-'));
  try {
    const root = path.join(folder, 'root');
    mkdirSync(root);
    const files = layOut(request.inputs, root);
    if (kind === 'deb') makeDeb(request, root, files);
    else if (kind === 'rpm') makeRpm(request, root, files, folder);
    else throw new Error(`There is no way here to make a package of kind ${kind}.`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (isMain(import.meta.url)) {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
