// The menu under a chart: pictures that the reader's own browser draws, and copies of pictures, numbers and snippets.
// A picture is an SVG with the chart inside: nothing in it depends on the screen, the day or chance, so that the same
// figures give the same bytes again.
(function () {
    'use strict';

    const COLUMN = {width: 360, side: 14, pixels: 600};
    const SOCIAL = {width: 720, height: 378, side: 18, text: 262, gap: 16, pixels: 1200};
    const TYPE = {  // size, line height, weight, colour role; in units of which 360 are a newspaper column
        finding: [20, 25, 'bold', 'ink'],
        shown: [13.5, 17.5, 'normal', 'quiet'],
        key: [13.5, 18, 'normal', 'ink'],
        credit: [13.5, 17, 'normal', 'quiet']
    };
    const MAP_SHAPE = 1.36;  // height by width, where a figure does not say its height
    const LONG = 45;  // bars from which their names are thinned out
    const THIN = {height: 600, apart: 14};
    const REFUSED = 'This browser does not let a page copy that. Please save it instead.';
    const NAMESPACE = 'http://www.w3.org/2000/svg';

    // --- words ---

    const pen = document.createElement('canvas').getContext('2d');
    const escaped = text => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

    // Lines that fit a width; an address breaks at its slashes and signs.
    function wrapped(text, [size, , weight], width, font) {
        pen.font = `${weight} ${size}px ${font}`;
        const fits = line => pen.measureText(line).width <= width * 0.97;  // other fonts run a little wider
        const lines = [''];
        text.split(/\s+/).forEach(word => {
            const parts = fits(word) ? [word] : word.match(/@?[^/?&=_@-]*[/?&=_-]|@?[^/?&=_@-]+|@/g);
            parts.forEach((part, index) => {
                const joint = index || !lines[lines.length - 1] ? '' : ' ';
                const longer = lines[lines.length - 1] + joint + part;
                if (fits(longer) || !lines[lines.length - 1]) lines[lines.length - 1] = longer; else lines.push(part);
            });
        });
        return lines;
    }

    // One block of lines: its height, and how it is written from a place down.
    function block(text, type, width, about) {
        const [size, step, weight, role] = type;
        const lines = text ? wrapped(text, type, width, about.font) : [];
        const write = (x, y) => lines.map((line, at) =>
            `<text x="${x}" y="${rounded(y + step * at + size)}" font-size="${rounded(size)}" font-weight="${weight}" ` +
            `fill="${about.colors[role]}">${escaped(line)}</text>`).join('');
        return {height: step * lines.length, write};
    }

    const rounded = value => Math.round(value * 100) / 100;

    // What the colours of marks mean, one under the other.
    function keyed(about, type) {
        const [size, step] = type;
        const write = (x, y) => about.key.map(({words, color, role}, at) => {
            const middle = rounded(y + step * at + size * 0.62);
            const mark = role === 'area'
                ? `<circle cx="${x + 6}" cy="${middle}" r="5" fill="${color}"/>`
                : `<path d="M${x + 6} ${rounded(middle - 6)}l6 6l-6 6l-6 -6z" fill="${color}"/>`;
            return `${mark}<text x="${x + 18}" y="${rounded(y + step * at + size)}" font-size="${rounded(size)}" ` +
                `fill="${about.colors.ink}">${escaped(words)}</text>`;
        }).join('');
        return {height: step * about.key.length, write};
    }

    // --- the chart itself ---

    // Rows that stand closer than a line of text: names keep their first line, gaps their shortest words, and words
    // between rows stand with those above the chart.
    const bare = trace => trace.mode === 'lines+markers+text' ? {...trace, mode: 'lines+markers'} : trace;
    function close(figure) {
        const axis = figure.layout.yaxis;
        const shorter = text => text.replace(/^fewer than /, 'under ');
        return {
            data: figure.data.map(bare),
            layout: {
                ...figure.layout,
                yaxis: {...axis, ticktext: axis.ticktext.map(text => text.split('<br>')[0])},
                annotations: (figure.layout.annotations || []).filter(each => each.name !== 'break').map(each => ({...each, text: shorter(each.text)}))
            }
        };
    }

    // Bars too thin for a name each: the ends, the marked one and some between keep name and figure, the figures in a
    // column at the right where no interval crosses them.
    function thinned(figure, height, colors) {
        const {tickvals, ticktext} = figure.layout.yaxis;
        const room = height - figure.layout.margin.t - figure.layout.margin.b;
        const least = Math.ceil(THIN.apart / (room / tickvals.length));
        const [bars] = figure.data;
        const marked = tickvals.filter(at => bars.marker.color[at] === colors.area);
        const ends = [0, bars.y.length - 1, tickvals.length - 1];
        const kept = [];
        for (const at of [...marked, ...ends, ...tickvals]) {
            if (kept.every(other => Math.abs(other - at) >= least)) kept.push(at);
        }
        const told = figure.data.find(trace => trace.mode === 'text');
        const figures = kept.filter(at => at < bars.y.length).map(at => ({
            x: 1, xref: 'paper', xanchor: 'left', y: at, showarrow: false, text: told.text[at],
            font: {size: 12, color: colors[bars.marker.color[at] === colors.area ? 'area' : 'quiet']}
        }));
        const gaps = figure.data.filter(trace => trace.base).flatMap(trace => trace.y.map((at, index) => ({
            x: trace.base[index] + trace.x[index], xanchor: 'left', y: at, showarrow: false, text: trace.text[index],
            font: {size: 12, color: colors.quiet}
        }))).filter(each => kept.includes(each.y));
        const quieter = trace => ({
            ...trace,
            ...(trace.error_x ? {error_x: {...trace.error_x, color: colors.edge, thickness: 0.7}} : {}),
            ...(trace.base ? {text: null} : {})
        });
        return {
            data: figure.data.filter(trace => trace !== told).map(quieter),
            layout: {
                ...figure.layout,
                yaxis: {...figure.layout.yaxis, tickvals: kept, ticktext: kept.map(at => ticktext[at])},
                annotations: [...figure.layout.annotations, ...figures, ...gaps]
            }
        };
    }

    const isClose = ({figure}, height) =>
        Boolean(figure && figure.layout.yaxis && figure.layout.yaxis.ticktext && height < (figure.layout.height || 0) * 0.6);

    // The figure for a height that may be less than it asks for.
    function fitted(about, height) {
        if (about.kind === 'ranked') return thinned(about.figure, height, about.colors);
        return isClose(about, height) ? close(about.figure) : about.figure;
    }

    // Everything that differs between two drawings of the same chart, or that only a page needs, is taken out.
    function cleaned(text) {
        const svg = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
        const names = new Map();
        const every = [svg, ...svg.querySelectorAll('*')];
        for (const each of every) if (each.id) names.set(each.id, `k${names.size}`);
        for (const each of every) {
            for (const {name, value} of [...each.attributes]) {
                if (name === 'class' || name.startsWith('data-')) each.removeAttribute(name);
                else if (name === 'id') each.id = names.get(value);
                else if (value.includes('#')) each.setAttribute(name, value
                    .replace(/url\(['"]?[^#)]*#([^'")]+)['"]?\)/g, (whole, id) => names.has(id) ? `url(#${names.get(id)})` : whole)
                    .replace(/^#(.+)$/, (whole, id) => names.has(id) ? `#${names.get(id)}` : whole));
            }
        }
        return svg;
    }

    function placed(svg, x, y, width, height) {
        for (const [name, value] of Object.entries({x, y, width, height})) svg.setAttribute(name, rounded(value));
        svg.removeAttribute('style');
        svg.querySelectorAll('title').forEach(each => each.remove());
        return new XMLSerializer().serializeToString(svg);
    }

    // The chart as SVG to a width, at its own height or within the most there is: {height, write(x, y)}.
    async function chart(about, width, most) {
        if (about.drawing) {
            const svg = cleaned(about.drawing);
            const [, , across, down] = svg.getAttribute('viewBox').split(' ').map(Number);
            const height = Math.min(width * down / across, most || Infinity);
            return {height, write: (x, y) => placed(svg, x, y, width, height)};
        }
        const own = about.figure.layout.height || Math.round(width * MAP_SHAPE);
        const isLong = about.kind === 'ranked' && about.figure.layout.yaxis.tickvals.length > LONG;
        const height = most || (isLong ? THIN.height : own);
        const {data, layout} = fitted(about, height);
        const figure = {data: data.map(({hovertext, ...trace}) => trace), layout: {...layout, width, height, autosize: false}};
        const text = await Plotly.toImage(figure, {format: 'svg', width, height, imageDataOnly: true});
        const svg = cleaned(text);
        return {height, write: (x, y) => placed(svg, x, y, width, height)};
    }

    // --- the picture: the chart with all that it needs where it stands alone ---

    function framed(about, width, height, parts, pixels) {
        const title = `<title>${escaped(about.finding)}</title><desc>${escaped(about.words)}</desc>`;
        const paper = `<rect width="${width}" height="${rounded(height)}" fill="${about.colors.paper}"/>`;
        return {
            width: pixels,
            height: Math.round(height * pixels / width),
            text: `<svg xmlns="${NAMESPACE}" viewBox="0 0 ${width} ${rounded(height)}" width="${pixels}" ` +
                `height="${Math.round(height * pixels / width)}" font-family="${escaped(about.font)}">${title}${paper}${parts.join('')}</svg>`
        };
    }

    async function column(about) {
        const {width, side, pixels} = COLUMN;
        const across = width - 2 * side;
        const words = name => block(about[name], TYPE[name], across, about);
        const [finding, shown, key] = [words('finding'), words('shown'), keyed(about, TYPE.key)];
        const credits = about.credit.map(text => block(text, TYPE.credit, across, about));
        const drawn = await chart(about, width - 8);
        const parts = [];
        let y = side;
        const add = (part, gap, x = side) => {
            if (part.height) parts.push(part.write(x, y));
            y += part.height + (part.height ? gap : 0);
        };
        add(finding, 6);
        add(shown, 8);
        add(key, 8);
        add(drawn, 8, 4);
        parts.push(`<path d="M${side} ${rounded(y)}H${width - side}" stroke="${about.colors.line}"/>`);
        y += 6;
        credits.forEach(each => add(each, 3));
        return framed(about, width, Math.ceil(y + side - 6), parts, pixels);
    }

    // Words at the left, the chart at the right; words that are too long are set smaller until they fit.
    async function social(whole) {
        const {width, height, side, text, gap, pixels} = SOCIAL;
        const most = height - 2 * side;
        const about = isClose(whole, most) ? {...whole, shown: whole.closer} : whole;
        const drawn = await chart(about, width - text - side - gap - 8, most);
        for (let share = 1; ; share -= 0.04) {
            const type = name => TYPE[name].map(each => typeof each === 'number' ? each * share : each);
            const [finding, shown] = ['finding', 'shown'].map(name => block(about[name], type(name), text, about));
            const key = keyed(about, type('key'));
            const credits = about.credit.map(each => block(each, type('credit'), text, about));
            const above = finding.height + 6 + shown.height + 8 + key.height;
            const below = credits.reduce((sum, each) => sum + each.height, 0);
            if (above + 10 + below > most && share > 0.6) continue;
            const parts = [finding.write(side, side), shown.write(side, side + finding.height + 6),
                key.write(side, side + finding.height + shown.height + 14)];
            let y = height - side - below;
            for (const each of credits) {
                parts.push(each.write(side, y));
                y += each.height;
            }
            parts.push(drawn.write(side + text + gap, side + (most - drawn.height) / 2));
            return framed(about, width, height, parts, pixels);
        }
    }

    // A card that has its words in it already is kept as it is.
    function card(text) {
        const svg = cleaned(text);
        const [width, height] = ['width', 'height'].map(name => Number(svg.getAttribute(name)));
        return {width, height, text: new XMLSerializer().serializeToString(svg)};
    }

    async function picture(about, kind) {
        if (kind !== 'png-social') return column(about);
        return about.card ? card(about.card) : social(about);
    }

    function png({text, width, height}, pixels) {
        return new Promise((done, failed) => {
            const image = new Image();
            image.onload = () => {
                const canvas = document.createElement('canvas');
                canvas.width = pixels;
                canvas.height = Math.round(height * pixels / width);
                canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
                canvas.toBlob(content => content ? done(content) : failed(new Error('no picture')), 'image/png');
            };
            image.onerror = () => failed(new Error('no picture'));
            image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
        });
    }

    // --- what the menu does ---

    const PIXELS = {'png-1': 600, 'png-2': 1200, 'png-social': 1200, 'copy-picture': 1200};
    const held = {};

    async function contents(address) {
        if (!held[address]) {
            const answer = await fetch(address);
            if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
            held[address] = await answer.json();
        }
        return held[address];
    }

    function saved(name, content) {
        const link = document.createElement('a');
        link.href = URL.createObjectURL(content);
        link.download = name;
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 10000);
        return `Saved as ${name}`;
    }

    // The content is promised, not awaited: some browsers let a page copy only while a click is being answered.
    async function copied(type, content, told) {
        try {
            await navigator.clipboard.write([new ClipboardItem({[type]: content})]);
            return told;
        } catch (error) {
            return REFUSED;
        }
    }

    const plain = text => new Blob([text], {type: 'text/plain'});
    const drawn = async (address, kind) => {
        const about = await contents(address);
        return png(await picture(about, kind), PIXELS[kind]);
    };

    async function kept(kind, address, button) {
        if (kind === 'copy-picture') return copied('image/png', drawn(address, kind), 'The picture is copied');
        if (kind === 'copy-data') {
            return copied('text/plain', contents(address).then(about => plain(about.cells)), 'The numbers are copied');
        }
        if (kind === 'copy-snippet') {
            return copied('text/plain', Promise.resolve(plain(button.dataset.text)), 'The snippet is copied');
        }
        const about = await contents(address);
        if (kind === 'svg') {
            const {text} = await picture(about, kind);
            return saved(`${about.name}.svg`, new Blob([text], {type: 'image/svg+xml'}));
        }
        return saved(`${about.name}-${kind.slice(4)}${kind === 'png-social' ? '' : 'x'}.png`, await drawn(address, kind));
    }

    document.addEventListener('click', async event => {
        const button = event.target.closest && event.target.closest('[data-keep]');
        const menu = button && button.closest('.keeping');
        if (!menu) return;
        const status = menu.querySelector('[role=status]');
        status.textContent = 'One moment';
        try {
            status.textContent = await kept(button.dataset.keep, menu.dataset.chart, button);
        } catch (error) {
            status.textContent = 'That did not work. Please reload the page and try again.';
        }
    });
})();
