// Writes ../assets/0-plotly.min.js, the licences of everything inside it, and their checksums.
import {createHash} from 'node:crypto';
import {readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {build} from 'esbuild';

const BUNDLE = '0-plotly.min.js';  // the name sorts first: Dash then never asks for its own, three times larger
const LICENCES = '0-plotly.licences.txt';
const ASSETS = new URL('../assets/', import.meta.url);

// "node_modules/a/node_modules/@b/c/src/x.js" -> "node_modules/a/node_modules/@b/c"
function packageFolder(path) {
    const match = path.match(/^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//);
    return match && match[1];
}

function licenceText(folder) {
    const about = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
    const name = readdirSync(folder).find(file => /^licen[cs]e/i.test(file));
    const text = name ? readFileSync(`${folder}/${name}`, 'utf8').trim() : 'No licence file in the package.';
    return `${about.name} ${about.version} (${about.license})\n\n${text}\n`;
}

const result = await build({
    entryPoints: ['entry.js'],
    outfile: new URL(BUNDLE, ASSETS).pathname,
    bundle: true,
    minify: true,
    format: 'iife',
    globalName: 'Plotly',
    target: 'es2020',
    define: {global: 'window'},
    loader: {'.css': 'text'},
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning'
});

const folders = [...new Set(Object.keys(result.metafile.inputs).map(packageFolder).filter(Boolean))].sort();
writeFileSync(new URL(LICENCES, ASSETS), folders.map(licenceText).join(`\n${'-'.repeat(80)}\n\n`));
const sums = [BUNDLE, LICENCES].map(name => {
    const sum = createHash('sha256').update(readFileSync(new URL(name, ASSETS))).digest('hex');
    return `${sum}  ${name}\n`;
});
writeFileSync(new URL('0-plotly.sha256', ASSETS), sums.join(''));
