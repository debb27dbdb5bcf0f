// Keeps a page and its parts of the same figures. What a page asks for bears the digest of its figures, /~b9a62abe/table/...;
// where the server reads others by now, it answers 404 and names theirs. A cache on the way may hold the old page for
// minutes, so that the new one is asked for at an address that no cache has: /~1a2b3c4d/area/kent.
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

    // Dash asks by itself for what the page or its chart becomes: then the whole page is loaded with the newer figures.
    const ask = window.fetch;
    window.fetch = async (...asked) => {
        const answer = await ask(...asked);
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
