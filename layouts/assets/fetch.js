// How Dash's script asks: for what is at an address by GET, so that caches can keep the answer; and for the figures of its page.
//
// What a page asks for bears the digest of its figures, /~b9a62abe/table/...; where the server reads others by now, it
// answers 404 and names theirs. A cache on the way may hold the old page for minutes, so that the new one is asked for
// at an address that no cache has: /~1a2b3c4d/area/kent.
(function () {
    'use strict';

    const BOUND = /^\/~[0-9a-f]{8}(?=\/)/;
    const SOON = 10000;  // milliseconds in which a page is not loaded twice by itself
    const wasRenewed = BOUND.test(location.pathname);

    if (wasRenewed) {
        const plain = location.pathname.replace(BOUND, '');
        history.replaceState(history.state, '', location.origin + plain + location.search + location.hash);
    }

    // The address of this page with newer figures, where an answer says that there are; otherwise ''.
    function newerPage(answer) {
        const asked = BOUND.exec(new URL(answer.url).pathname);
        const figures = answer.headers.get('Figures');
        if (answer.status !== 404 || !asked || !figures || asked[0] === `/~${figures}`) return '';
        return `${location.origin}/~${figures}${location.pathname}${location.search}${location.hash}`;
    }

    function newerNotice(address) {
        const notice = document.createElement('p');
        const link = document.createElement('a');
        notice.className = 'notice';
        link.href = address;
        link.textContent = 'Load the page again';
        notice.append('The figures on this page have been replaced by newer ones. ', link, ' to see them.');
        return notice;
    }

    // What there is at an address, by what of the page tells that address; `layouts/changes.py` has the same list.
    const KINDS = {'_pages_location.pathname _pages_location.search': 'page', 'measure-address.data': 'chart'};
    const LONGEST = 1000;  // characters of what is asked by GET; a longer address has more than words of this site

    // The address at which Dash's script gets what it would post for; '' for anything but what is at an address.
    function gets(asked, sent) {
        if (!sent || sent.method !== 'POST' || !String(asked).endsWith('/_dash-update-component')) return '';
        try {
            const {inputs, state} = JSON.parse(sent.body);
            const kind = KINDS[inputs.map(each => `${each.id}.${each.property}`).join(' ')];
            const at = inputs.map(each => each.value || '').join('');
            const address = `${asked}?of=${kind}&at=${encodeURIComponent(at).replaceAll('%2F', '/')}`;
            const isKnown = kind && !(state && state.length) && at.startsWith('/');
            return isKnown && address.length <= LONGEST ? address : '';
        } catch (error) {
            return '';  // posted, and refused if it is nothing
        }
    }

    // Dash asks by itself for what the page or its chart becomes: then the whole page is loaded with the newer figures.
    const ask = window.fetch;
    window.fetch = async (asked, sent) => {
        const address = gets(asked, sent);
        const answer = await (address ? ask(address, {credentials: 'same-origin'}) : ask(asked, sent));
        const newer = newerPage(answer);
        if (!newer || !new URL(answer.url).pathname.includes('/_dash-')) return answer;
        if (wasRenewed && performance.now() < SOON) {
            document.querySelector('main').prepend(newerNotice(newer));
        } else {
            location.replace(newer);
        }
        return new Promise(() => {});  // nothing may come of it in this page
    };

    window.newerPage = newerPage;
    window.newerNotice = newerNotice;
})();
