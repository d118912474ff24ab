/** A Debian package, made by `dpkg-deb`. */
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { homepage, needed } from './request.mjs';
import { isQuick, lines, runTool } from './run-tool.mjs';

const KIB = 1024;
const SCRIPT_MODE = 0o755;
const SCRIPTS = [
  { option: '--after-install', name: 'postinst' },
  { option: '--after-remove', name: 'postrm' },
];

/**
 * @param {import('./request.mjs').Request} request
 * @param {number} installedKib
 * @returns {string} the file `control` (deb-control(5))
 */
export function controlFile(request, installedKib) {
  const [synopsis = '', ...more] = lines(needed(request, '--description'));
  const { depends, recommends } = request;
  const fields = [
    ['Package', needed(request, '--name')],
    ['Version', needed(request, '--version')],
    ['Architecture', needed(request, '--architecture')],
    ['Maintainer', needed(request, '--maintainer')],
    ['Installed-Size', String(installedKib)],
    ['Depends', depends.join(', ')],
    ['Recommends', recommends.join(', ')],
    ['Section', request.options.get('--category') ?? 'utils'],
    ['Priority', request.options.get('--deb-priority') ?? 'optional'],
    ['Homepage', homepage(request)],
    ['Description', [synopsis, ...more.map((line) => ` ${line}`)].join('\n')],
  ];
  return `${fields
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')}\n`;
}

/**
 * @param {import('./request.mjs').Request} request
 * @param {string} root folder that stands for `/`
 * @param {import('./request.mjs').PackageFile[]} files
 */
export function makeDeb(request, root, files) {
  const plain = files.filter(({ isFolder }) => !isFolder);
  const bytes = plain.reduce((sum, { file }) => sum + lstatSync(file).size, 0);
  const sums = plain
    .filter(({ file }) => lstatSync(file).isFile())
    .map(({ file, place }) => `${createHash('md5').update(readFileSync(file)).digest('hex')}  ${place.slice(1)}`);
  const about = path.join(root, 'DEBIAN');
  mkdirSync(about);
  writeFileSync(path.join(about, 'control'), controlFile(request, Math.ceil(bytes / KIB)));
  writeFileSync(path.join(about, 'md5sums'), `${sums.join('\n')}\n`);
  for (const { option, name } of SCRIPTS)
    writeFileSync(path.join(about, name), readFileSync(needed(request, option)), { mode: SCRIPT_MODE });
  const compression = isQuick() ? ['-Zgzip', '-z1'] : [`-Z${request.options.get('--deb-compression') ?? 'xz'}`];
  runTool('dpkg-deb', ['--root-owner-group', ...compression, '--build', root, needed(request, '--package')]);
}
