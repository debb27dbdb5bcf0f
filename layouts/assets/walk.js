// Charts by keyboard: the arrow keys go from mark to mark. The mark is ringed, its words stand beside it, and after a
// short rest a live region says them. Everything is taken from the chart that is drawn: no request, no second copy.
//
// The stick is a native range input over the chart, so that a screen reader passes it the keys without a mode of its
// own, and a finger can swipe it up and down. It says the name at once; the live region says the rest when the keys rest.
(function () {
    'use strict';

    const REST = 600;  // milliseconds without a key before the live region speaks
    const SPELLING = 900;  // milliseconds in which letters belong to one name
    const CLICK = 400;  // milliseconds that a click takes
    const LEAP = 10;
    const NAMESPACE = 'http://www.w3.org/2000/svg';
    const KEYS = 'Arrow keys go from mark to mark, Home and End to the first and the last. Letters find a name. ';
    const OPENS = 'Enter opens the page of the council. ';
    const walks = new WeakMap();  // place -> what is known of it

    // --- the marks of a chart, as they stand on the screen ---

    const MARKS = '.scatterlayer .point, .barlayer .point > path, .choroplethlayer .choroplethlocation';

    // A space before a break says that the line goes on.
    function words(text) {
        return text.replace(/ <br>/g, ' ').split('<br>').map(line => line.replace(/<[^>]+>/g, '').trim()).filter(Boolean);
    }

    function marksOf(chart) {
        const found = new Map();
        for (const element of chart.querySelectorAll(MARKS)) {
            const at = element.__data__ || element.parentNode.__data__;
            const trace = element.closest('.trace');
            const about = trace && trace.__data__ && trace.__data__[0].trace;
            if (!at || !about || about.hoverinfo === 'skip' || !about.hovertext) continue;
            const index = at.index === undefined ? at.i : at.index;
            const text = about.hovertext[index];
            const box = element.getBoundingClientRect();
            if (!text || !(box.width || box.height)) continue;
            const same = about.type === 'choropleth' && found.get(about.locations[index]);
            if (same) {
                same.elements.push(element);
                continue;
            }
            const lines = words(text);
            found.set(about.type === 'choropleth' ? about.locations[index] : found.size, {
                elements: [element], lines, name: lines[0], series: about.index, index,
                page: about.customdata ? about.customdata[index] : '',
                isGap: about.name === 'gaps', z: about.z ? about.z[index] : 0,
                x: box.x + box.width / 2, y: about.type === 'bar' && about.orientation !== 'h' ? Math.round(box.bottom) : box.y + box.height / 2
            });
        }
        return [...found.values()];
    }

    const isMap = chart => Boolean(chart.querySelector('.choroplethlayer'));
    const hasLines = chart => Boolean(chart.querySelector('.scatterlayer .js-line')) && !isMap(chart);
    const isListed = chart => Boolean(chart._fullLayout && chart._fullLayout.yaxis && chart._fullLayout.yaxis.ticktext);

    // A map in the order of its figures, gaps last; lines one after another; a list downwards; all else from the left.
    function ordered(chart) {
        const marks = marksOf(chart);
        if (isMap(chart)) return marks.sort((a, b) => a.isGap - b.isGap || a.z - b.z);
        if (isListed(chart)) return marks.sort((a, b) => a.y - b.y || a.x - b.x);
        if (hasLines(chart)) return marks.sort((a, b) => a.series - b.series || a.x - b.x);
        return marks.sort((a, b) => a.x - b.x || a.y - b.y);
    }

    // The nearest mark in a direction: within 45 degrees of it, or straight above or below on a line's year.
    function beside(marks, from, [dx, dy], isStraight) {
        let best, least = Infinity;
        for (const mark of marks) {
            const [x, y] = [mark.x - from.x, mark.y - from.y];
            const along = x * dx + y * dy;
            const aside = Math.abs(x * dy) + Math.abs(y * dx);
            if (along <= 0.5 || aside > (isStraight ? 4 : along)) continue;
            const far = along * along + 2 * aside * aside;
            if (far < least) [best, least] = [mark, far];
        }
        return best;
    }

    // --- what is in the place under a chart ---

    const made = (tag, about) => Object.assign(document.createElement(tag), about);

    function built(place, chart, count) {
        const label = place.previousElementSibling.getAttribute('aria-label') || 'Chart';
        const stick = made('input', {type: 'range', className: 'stick', min: 0, max: 0, step: 1, value: 0});
        const hint = made('p', {className: 'keys', id: `${chart.parentNode.id || 'chart'}-keys`});
        const told = made('p', {className: 'told', hidden: true});
        const said = made('p', {className: 'unseen'});
        const ring = document.createElementNS(NAMESPACE, 'svg');
        stick.setAttribute('aria-label', `The marks of the chart, one by one: ${label.split(/[.:] /)[0]}`);
        stick.setAttribute('aria-describedby', hint.id);
        stick.setAttribute('aria-valuetext', `${count} marks, none chosen yet`);
        hint.textContent = `${KEYS}Escape leaves the chart.`;
        said.setAttribute('role', 'status');
        [told, ring, hint].forEach(each => each !== hint && each.setAttribute('aria-hidden', 'true'));
        ring.setAttribute('class', 'ring');
        place.append(stick, ring, told, hint, said);
        const walk = {place, chart, stick, hint, told, said, ring, at: null, typed: '', pause: 0, spell: 0, leaving: 0};
        stick.addEventListener('focus', () => begin(walk));
        stick.addEventListener('blur', () => end(walk));
        stick.addEventListener('keydown', event => press(walk, event));
        stick.addEventListener('input', () => move(walk, ordered(chart)[Number(stick.value)]));
        walks.set(place, walk);
        return walk;
    }

    function begin(walk) {
        clearTimeout(walk.leaving);
        walk.place.classList.add('walked');
        const marks = ordered(walk.chart);
        const page = new URLSearchParams(location.search).get('area');
        const same = walk.at && marks.find(mark => mark.name === walk.at.name && mark.index === walk.at.index);
        const own = page && marks.find(mark => mark.page === `/area/${page}`);
        walk.hint.textContent = KEYS + (marks.some(mark => mark.page) ? OPENS : '') + 'Escape leaves the chart.';
        walk.stick.max = marks.length - 1;
        if (marks.length) move(walk, same || own || marks[0], marks);
    }

    // The keys stay in their place until a click on what stands under them has been answered.
    function end(walk) {
        walk.leaving = setTimeout(() => walk.place.classList.remove('walked'), CLICK);
        clearTimeout(walk.pause);
        walk.said.textContent = '';
        walk.told.hidden = true;
        walk.ring.replaceChildren();
    }

    // The name of a mark, with what tells it from others of that name: the year of a line, the place of a group.
    function called({chart}, mark, marks) {
        if (marks.filter(each => each.name === mark.name).length < 2) return mark.name;
        return `${mark.name}, ${hasLines(chart) ? mark.lines[mark.lines.length - 1] : mark.lines[1]}`;
    }

    // The name at once; all of it when the keys rest.
    function move(walk, mark, marks) {
        if (!mark) return;
        walk.at = mark;
        walk.stick.value = (marks || ordered(walk.chart)).findIndex(each => each.name === mark.name &&
            each.index === mark.index && each.series === mark.series);
        walk.stick.setAttribute('aria-valuetext', called(walk, mark, marks || ordered(walk.chart)));
        clearTimeout(walk.pause);
        walk.said.textContent = '';
        walk.pause = setTimeout(() => { walk.said.textContent = `${mark.lines.map(line => line.replace(/\.$/, '')).join('. ')}.`; }, REST);
        show(walk, mark);
    }

    // --- the ring and the words beside it ---

    function drawn(element, walk, role) {
        const outer = walk.ring.getBoundingClientRect();
        const box = element.getBoundingClientRect();
        const isShape = element.classList.contains('choroplethlocation');
        const line = document.createElementNS(NAMESPACE, isShape && Math.max(box.width, box.height) > 12 ? 'path' : 'circle');
        if (line.tagName === 'path') {
            const {a, b, c, d, e, f} = element.getScreenCTM();
            line.setAttribute('d', element.getAttribute('d'));
            line.setAttribute('transform', `matrix(${[a, b, c, d, e - outer.x, f - outer.y].join(' ')})`);
        } else {
            line.setAttribute('cx', box.x + box.width / 2 - outer.x);
            line.setAttribute('cy', box.y + box.height / 2 - outer.y);
            line.setAttribute('r', Math.min(14, Math.max(box.width, box.height) / 2 + 4));
        }
        line.setAttribute('class', role);
        return line;
    }

    function show(walk, mark) {
        const {ring, told, place} = walk;
        const drawings = role => mark.elements.map(element => drawn(element, walk, role));
        ring.replaceChildren(...drawings('halo'), ...drawings('line'));
        const name = made('strong', {textContent: mark.lines[0]});
        told.replaceChildren(name, ...mark.lines.slice(1).map(line => made('span', {textContent: line})));
        told.hidden = false;
        const outer = ring.getBoundingClientRect();
        const box = mark.elements[0].getBoundingClientRect();
        const middle = box.x + box.width / 2 - outer.x;
        const isLow = box.y + box.height / 2 - outer.y > outer.height / 2;
        told.style.left = `${Math.max(0, Math.min(middle - told.offsetWidth / 2, outer.width - told.offsetWidth))}px`;
        told.style.top = `${isLow ? box.y - outer.y - told.offsetHeight - 14 : box.bottom - outer.y + 14}px`;
        const seen = told.getBoundingClientRect();
        const top = Math.min(seen.y, box.y), bottom = Math.max(seen.bottom, box.bottom);
        if (top < 0 || bottom > innerHeight) scrollBy({top: (top + bottom - innerHeight) / 2, behavior: 'instant'});
    }

    // --- keys ---

    const ARROWS = {ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1]};

    function target(walk, marks, key) {
        const at = Number(walk.stick.value);
        const here = marks[at];
        const step = by => marks[Math.max(0, Math.min(marks.length - 1, at + by))];
        if (key === 'Home') return marks[0];
        if (key === 'End') return marks[marks.length - 1];
        if (key === 'PageUp') return step(isMap(walk.chart) ? 1 : LEAP);
        if (key === 'PageDown') return step(isMap(walk.chart) ? -1 : -LEAP);
        const [dx, dy] = ARROWS[key];
        if (isMap(walk.chart)) return beside(marks, here, [dx, dy], false) || here;
        if (hasLines(walk.chart) && dy) return beside(marks, here, [dx, dy], true) || here;
        return step(dx + dy > 0 ? 1 : -1);
    }

    // The first name that begins with what was typed; the same letter again goes to the next.
    function spelt(walk, marks, letter) {
        clearTimeout(walk.spell);
        walk.spell = setTimeout(() => { walk.typed = ''; }, SPELLING);
        const again = walk.typed === letter;
        walk.typed = again ? letter : walk.typed + letter;
        const names = marks.filter(mark => mark.name.toLowerCase().startsWith(walk.typed))
            .sort((a, b) => a.name.localeCompare(b.name));
        const now = again ? names.findIndex(mark => mark.name === walk.at.name) : -1;
        return names[(now + 1) % names.length];
    }

    function open(walk) {
        if (!walk.at || !walk.at.page) return;
        const version = (location.pathname.match(/@[^/]*$/) || [''])[0];
        const link = made('a', {href: walk.at.page + version, hidden: true});
        walk.place.append(link);
        link.click();
        link.remove();
    }

    function leave(walk) {
        const stops = [...document.querySelectorAll('main a[href], main summary, main button, main select, main input')];
        const next = stops.slice(stops.indexOf(walk.stick) + 1).find(each => each.checkVisibility());
        if (next) next.focus(); else walk.stick.blur();
    }

    function press(walk, event) {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const {key} = event;
        const isLetter = key.length === 1 && (key !== ' ' || walk.typed);
        const moves = key in ARROWS || ['Home', 'End', 'PageUp', 'PageDown'].includes(key);
        if (!moves && !isLetter && key !== 'Enter' && key !== 'Escape') return;
        event.preventDefault();
        if (key === 'Enter') return open(walk);
        if (key === 'Escape') return leave(walk);
        const marks = ordered(walk.chart);
        if (marks.length) move(walk, moves ? target(walk, marks, key) : spelt(walk, marks, key.toLowerCase()), marks);
    }

    // --- the places of charts, filled when their chart is drawn ---

    function settle() {
        for (const place of document.querySelectorAll('#react-entry-point .walk')) {
            const chart = place.previousElementSibling.querySelector('.js-plotly-plot');
            const known = walks.get(place);
            if (!chart || !chart.querySelector('.main-svg') || (known && known.chart === chart)) continue;
            chart.setAttribute('aria-hidden', 'true');  // the image around it has words; its axes would be read number by number
            const count = marksOf(chart).length;
            if (!count) continue;
            place.replaceChildren();
            built(place, chart, count);
        }
    }

    let pending;
    new MutationObserver(() => {
        clearTimeout(pending);
        pending = setTimeout(settle, 100);
    }).observe(document.getElementById('react-entry-point'), {childList: true, subtree: true});
    addEventListener('resize', () => {
        const place = document.activeElement && document.activeElement.closest('.walk');
        const walk = place && walks.get(place);
        if (walk && walk.at) setTimeout(() => begin(walk), 300);
    });
})();
