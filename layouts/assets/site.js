// What pages need beyond Dash: the exchange of the first view, links and filters without a reload, tables on demand.
// Everything here improves what already works: with this file missing, links and forms are plain links and forms.
(function () {
    'use strict';

    const LONGEST_WAIT = 4000;  // milliseconds for charts to be drawn before the first view is taken away anyway
    const content = () => document.getElementById('_pages_content');
    const first = () => document.getElementById('first-view');

    // --- the first view: HTML from the server, replaced when React has drawn the same page ---------------------------

    function isDrawn() {
        const page = content();
        if (!page || !page.firstElementChild) return false;
        return [...page.querySelectorAll('.dash-graph')].every(
            graph => graph.querySelector('.js-plotly-plot:not(.dash-graph--pending) .main-svg'));
    }

    // What a place says of the address on show: how to cite it, which version its figures are of.
    const about = place => place.dataset.of + '?of=' + encodeURIComponent(location.pathname + location.search);

    function exchange() {
        const old = first();
        const entry = document.getElementById('react-entry-point');
        if (!old) return;
        // Parts that are moved as they are keep what is open in them; the others are opened one by one.
        const foldable = root => [...root.querySelectorAll('details')].filter(each => !each.closest('[data-fragment], [data-of]'));
        const opened = foldable(old).map(each => each.open);
        foldable(entry).forEach((each, index) => { each.open = Boolean(opened[index]); });
        for (const place of entry.querySelectorAll('[data-fragment]')) {
            const twin = [...old.querySelectorAll('[data-fragment]')].find(
                each => each.dataset.fragment === place.dataset.fragment);
            if (twin && twin.firstChild && !place.firstChild) {  // what stands in it may hold further places, filled when they are opened
                place.append(...twin.childNodes);
                place.dataset.shown = place.dataset.fragment;
            }
        }
        for (const place of entry.querySelectorAll('[data-of]')) {
            const twin = old.querySelector(`[data-of="${place.dataset.of}"]`);
            if (!twin) continue;
            place.append(...twin.childNodes);
            place.dataset.fragment = place.dataset.shown = about(place);
        }
        const typed = old.querySelector('input');
        const box = entry.querySelector('input');
        if (typed && box && typed.value) {
            Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(box, typed.value);
            box.dispatchEvent(new Event('input', {bubbles: true}));
        }
        for (const each of old.querySelectorAll('textarea')) {
            const twin = entry.querySelector(`textarea[id="${each.id}"]`);
            if (twin && each.value !== each.defaultValue) twin.value = each.value;
        }
        const held = old.contains(document.activeElement) && document.activeElement.id;
        old.remove();
        entry.removeAttribute('aria-hidden');
        const again = held && document.getElementById(held);
        if (again) again.focus({preventScroll: true});
        settle();
    }

    let deadline;
    const drawing = new MutationObserver(() => {
        const page = content();
        if (page && page.firstElementChild && !deadline) deadline = setTimeout(finish, LONGEST_WAIT);
        if (isDrawn()) finish();
    });

    function finish() {
        drawing.disconnect();
        clearTimeout(deadline);
        exchange();
        watch.observe(content(), {childList: true, subtree: true, attributeFilter: ['data-fragment']});
    }

    // --- links and filters: a new address, the same document ---------------------------------------------------------

    let leaving = null;  // what to do when the page of the new address has been drawn

    const version = address => (address.pathname.match(/@[^/]*$/) || [''])[0];
    const view = address => address.pathname + '?' + ['view', 'by'].map(name => address.searchParams.get(name) || '');
    const tell = (id, values) => window.dash_clientside.set_props(id, values);
    let shown = view(new URL(location.href));
    let here = location.pathname + location.search;
    let returning = null;  // where the reader was on the page that Back leads to, until it stands there again
    const read = new Map();  // address -> what was open, and what had the focus, when the reader left it

    // Other filters of the chart on show change that chart in place; anything else is another page.
    function changesChart(address) {
        const form = content().querySelector('.measure form.filters');
        if (!form || !document.getElementById('measure-chart') || view(address) !== shown) return false;
        for (const select of form.querySelectorAll('select:not([hidden])')) {
            select.value = address.searchParams.get(select.name) || '';
        }
        tell('measure-address', {data: address.pathname + address.search});
        return true;
    }

    function leave(address, back) {
        const active = document.activeElement;
        const opened = [...content().querySelectorAll('details[open] > summary')].map(each => each.textContent);
        read.set(here, {open: opened, found: found(active)});
        here = address.pathname + address.search;
        leaving = {
            root: content().firstElementChild,
            moves: address.pathname !== shown.split('?')[0],
            hash: address.hash,
            focus: active && active.id,
            open: opened,
            back
        };
        shown = view(address);
    }

    // How an element is found again when its page is drawn anew: a link by its address, the marks of a chart.
    function found(element) {
        if (!element || !content().contains(element)) return '';
        return element.matches('a[href]') ? `a[href=${JSON.stringify(element.getAttribute('href'))}]` : element.className === 'stick' ? '.stick' : '';
    }

    function unfold(open) {
        for (const each of content().querySelectorAll('details:not([open]) > summary')) {
            if (open.includes(each.textContent)) each.parentElement.open = true;
        }
    }

    // Parts of a page come later than the page: tried with each of them, until the reader moves.
    function goBackTo() {
        if (!returning) return;
        unfold(returning.open);
        const place = returning.found && content().querySelector(returning.found);
        if (!place || !place.checkVisibility()) return;
        returning = null;
        place.focus();
    }
    ['keydown', 'pointerdown', 'wheel', 'touchstart'].forEach(each => window.addEventListener(each, () => { returning = null; }, true));

    // What a choice led to, for readers who do not see it: the first finding or heading after what they chose with.
    const voice = Object.assign(document.createElement('p'), {id: 'voice', className: 'unseen'});
    voice.setAttribute('role', 'status');
    document.body.append(voice);
    function say(chosen) {
        const after = what => [...content().querySelectorAll(what)].find(
            each => chosen.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING);
        const told = after('[data-told]') || after('figcaption .finding, h2');
        voice.textContent = '';
        if (!told) return;
        const picture = told.closest('figure') && told.closest('figure').querySelector('[role=img]');
        const label = picture ? picture.getAttribute('aria-label') : '';  // the finding, and what is told of a marked council
        setTimeout(() => { voice.textContent = label.startsWith(told.textContent) ? label : told.textContent; }, 50);
    }

    function go(address) {
        history.pushState({}, '', address);
        if (changesChart(address)) return;
        leave(address, false);
        // The event by which Dash's own links tell its router; there is no public way.
        window.dispatchEvent(new CustomEvent('_dashprivate_pushstate'));
    }

    // Charts above the target grow while they are drawn: it stays at the top until then, or until the reader moves.
    function hold(target) {
        const jump = () => target.scrollIntoView({behavior: 'instant'});
        const keep = new ResizeObserver(jump);
        const moves = ['wheel', 'touchstart', 'pointerdown', 'keydown'];
        const end = () => {
            keep.disconnect();
            moves.forEach(each => window.removeEventListener(each, end));
        };
        jump();
        keep.observe(content());
        moves.forEach(each => window.addEventListener(each, end));
        setTimeout(end, LONGEST_WAIT);
    }

    // What an address leads to is opened, with everything around it.
    function reveal(hash) {
        const target = hash && document.getElementById(decodeURIComponent(hash.slice(1)));
        let wasShut = false;
        for (let each = target; each; each = each.parentElement) {
            if (each.tagName !== 'DETAILS' || each.open) continue;
            each.open = wasShut = true;
        }
        if (wasShut) target.scrollIntoView({behavior: 'instant'});
        return target;
    }

    window.addEventListener('hashchange', () => reveal(location.hash));
    document.addEventListener('click', event => {  // an address that is there already, and was shut again
        const link = event.target.closest && event.target.closest('a[href^="#"]');
        if (link) reveal(link.hash);
    });
    // Plotly draws for the width of the screen: on paper a drawing is scaled as a whole, not cut off.
    function scaleForPaper() {
        for (const box of document.querySelectorAll('.js-plotly-plot .svg-container')) {
            const {offsetWidth: wide, offsetHeight: tall} = box;
            if (!wide) continue;
            box.style.setProperty('--shape', `${wide} / ${tall}`);
            box.querySelectorAll('.main-svg').forEach(each => each.setAttribute('viewBox', `0 0 ${wide} ${tall}`));
        }
    }

    window.addEventListener('beforeprint', () => {
        scaleForPaper();
        for (const each of document.querySelectorAll('details.fold:not([open]):not(.compare details)')) {
            each.open = true;
            each.dataset.printed = '';
        }
    });
    window.addEventListener('afterprint', () => {
        document.querySelectorAll('.js-plotly-plot .main-svg').forEach(each => each.removeAttribute('viewBox'));
        for (const each of document.querySelectorAll('details[data-printed]')) {
            each.open = false;
            delete each.dataset.printed;
        }
    });

    let sought = '';  // where an address leads to in a part that is still to be fetched

    function land(place) {
        place.tabIndex = -1;
        place.focus({preventScroll: true});
    }

    function find() {
        const target = sought && reveal(sought);
        if (!target) return;
        sought = '';
        land(target);
        hold(target);
    }

    function arrive() {
        if (!leaving || content().firstElementChild === leaving.root) return;
        const {moves, hash, focus, open, back} = leaving;
        leaving = null;
        const target = reveal(hash);
        sought = hash && !target ? hash : '';
        if (moves || target) {
            land(target || content().querySelector('h1'));
            if (target) hold(target); else if (!back) window.scrollTo(0, 0);
            returning = (back && read.get(here)) || null;
            return;
        }
        unfold(open);
        const again = focus && document.getElementById(focus);
        if (!again) return;
        again.focus({preventScroll: true});
        say(again);
    }

    document.addEventListener('click', event => {
        const link = event.target.closest && event.target.closest('a[href]');
        const plain = !event.button && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
        if (!link || !plain || event.defaultPrevented || first()) return;
        const address = new URL(link.href, location.href);
        const isHere = address.pathname + address.search === location.pathname + location.search;
        if (link.target || link.hasAttribute('download') || address.origin !== location.origin) return;
        if (version(address) !== version(location)) return;  // another version of the data is another document
        if (address.pathname.startsWith('/~')) return;  // so are newer figures
        if (isHere && address.hash) return;
        event.preventDefault();
        go(address);
    });

    function follow(form) {
        const address = new URL(form.action, location.href);
        for (const [name, value] of new FormData(form)) if (value) address.searchParams.append(name, value);
        go(address);
    }

    // A list that is gone through with the arrow keys changes with each press. It is followed when the reader presses
    // Enter or moves on; until then the form shows its button.
    let byKeys = false;
    let waiting = null;

    function wait(form) {
        waiting = form;
        form.classList.add('chosen-by-keys');
    }

    function settleChoice() {
        const form = waiting;
        waiting = null;
        if (!form) return;
        form.classList.remove('chosen-by-keys');
        if (form.isConnected) follow(form);
    }

    document.addEventListener('pointerdown', () => { byKeys = false; }, true);
    document.addEventListener('keydown', event => {
        byKeys = event.target.matches('select') && event.key !== 'Enter';
        if (event.key === 'Enter' && waiting && event.target.matches('select')) settleChoice();
    }, true);

    document.addEventListener('change', event => {
        const form = event.target.closest && event.target.closest('form.filters:not(.waits)');
        if (!form || first()) return;
        if (byKeys && event.target.matches('select')) wait(form); else follow(form);
    });

    document.addEventListener('focusout', event => {
        if (!waiting || !event.target.matches('select')) return;
        if (byKeys) setTimeout(settleChoice); else document.addEventListener('click', click => {
            if (!click.target.closest('a[href]')) setTimeout(settleChoice);
        }, {once: true});
    });

    document.addEventListener('submit', event => {
        if (!event.target.matches('form.filters') || first()) return;
        event.preventDefault();
        waiting = null;
        event.target.classList.remove('chosen-by-keys');
        follow(event.target);
    });

    window.addEventListener('popstate', event => {
        const address = new URL(location.href);
        if (first()) return;
        if (changesChart(address)) event.stopImmediatePropagation(); else leave(address, true);
    });

    // --- tables: fetched when they are looked at ---------------------------------------------------------------------

    async function fill(place) {
        const address = place.dataset.fragment;
        place.dataset.shown = address;
        place.setAttribute('aria-busy', 'true');
        let newer = '', text = '<p class="notice">The table could not be fetched. Please reload the page.</p>';
        try {
            const answer = await fetch(address);
            newer = window.newerPage(answer);
            if (answer.ok) text = await answer.text();
        } catch (error) {
            delete place.dataset.shown;
        }
        if (place.dataset.fragment !== address) return;
        if (newer) place.replaceChildren(window.newerNotice(newer)); else place.innerHTML = text;
        place.removeAttribute('aria-busy');
        find();
    }

    function markHere() {
        for (const link of document.querySelectorAll('header nav a')) {
            if (link.pathname === location.pathname) link.setAttribute('aria-current', 'page'); else link.removeAttribute('aria-current');
        }
    }

    function settle() {
        markHere();
        for (const place of document.querySelectorAll('[data-of]')) place.dataset.fragment = about(place);
        for (const place of document.querySelectorAll('main [data-fragment]')) {
            const closed = place.closest('details:not([open])');
            if (!closed && place.dataset.shown !== place.dataset.fragment) fill(place);
        }
        arrive();
        goBackTo();
    }

    // --- light or dark: what differs from the reader's device is remembered there ------------------------------------

    document.addEventListener('click', event => {
        if (!event.target.closest || !event.target.closest('button.colours')) return;
        const root = document.documentElement;
        const device = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
        const next = (root.dataset.theme || device) === 'dark' ? 'light' : 'dark';
        if (next === device) delete root.dataset.theme; else root.dataset.theme = next;
        try {
            if (next === device) localStorage.removeItem('colours'); else localStorage.setItem('colours', next);
        } catch (error) { /* a device that keeps nothing keeps the choice for this page */ }
    });

    const watch = new MutationObserver(settle);
    document.addEventListener('toggle', () => { if (!first()) settle(); }, true);

    drawing.observe(document.getElementById('react-entry-point'),
        {childList: true, subtree: true, attributeFilter: ['class']});
})();
